package dev.strobe.pjrt;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Host memory that is lent to a plugin: it cannot be freed while a buffer or a transfer uses it.
///
/// Owned by whoever made it. [#close()] refuses while a buffer over it is open, and waits for a
/// plugin that is still reading for a buffer that is closed.
public final class HostMemory implements AutoCloseable {
  /// What every CPU plugin accepts without copying.
  private static final long ALIGNMENT = 64;

  /// From here on it pays to ask the operating system itself.
  private static final long LARGE = 16L << 20;

  private final Runnable free;
  private final MemorySegment segment;
  private final Set<Lease> leases = new HashSet<>();
  private boolean closed;

  private HostMemory(Runnable free, MemorySegment segment) {
    this.free = free;
    this.segment = segment;
  }

  /// Zeroed memory of `bytes` bytes, aligned for use without a copy.
  @SuppressWarnings("MustBeClosedChecker") // Owned by the result, whose close() closes it.
  public static HostMemory allocate(long bytes) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment segment =
          bytes >= LARGE
              ? LargeMemory.allocate(bytes, arena)
              : arena.allocate(Math.max(1, bytes), ALIGNMENT).asSlice(0, bytes);
      return new HostMemory(arena::close, segment);
    } catch (RuntimeException | OutOfMemoryError e) {
      arena.close();
      throw e;
    }
  }

  /// Takes over `arena`, which holds `segment`, such as a mapped file: closing this closes the
  /// arena.
  ///
  /// @throws IllegalArgumentException if the segment is on the heap or another arena's, or if the
  ///   arena belongs to one thread
  public static HostMemory adopt(Arena arena, MemorySegment segment) {
    if (!segment.isNative() || !segment.scope().equals(arena.scope())) {
      throw new IllegalArgumentException(
          "host memory requires a native segment of its arena, got " + segment);
    }
    requireShared(segment);
    return new HostMemory(arena::close, segment);
  }

  /// Lends memory that somebody else owns, such as a part of a mapped file. The owner frees it only
  /// after this is closed.
  ///
  /// @throws IllegalArgumentException if the segment is on the heap or belongs to one thread
  public static HostMemory borrow(MemorySegment segment) {
    if (!segment.isNative()) {
      throw new IllegalArgumentException("host memory requires a native segment, got " + segment);
    }
    requireShared(segment);
    return new HostMemory(() -> {}, segment);
  }

  private static void requireShared(MemorySegment segment) {
    if (!segment.isAccessibleBy(new Thread(() -> {}))) {
      throw new IllegalArgumentException(
          "host memory requires a shared arena, got one confined to a thread");
    }
  }

  public MemorySegment segment() {
    return segment;
  }

  /// How many buffers and transfers use this memory now.
  public synchronized int leases() {
    return leases.size();
  }

  /// Frees the memory. Idempotent.
  ///
  /// @throws IllegalStateException while a buffer over it is open
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    long open = leases.stream().filter(Lease::isBufferOpen).count();
    if (open > 0) {
      throw new IllegalStateException(
          "host memory requires its buffers to be closed first, got " + open + " open");
    }
    boolean interrupted = false;
    while (!leases.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    closed = true;
    free.run();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Keeps the memory until the lease ends.
  ///
  /// @throws IllegalStateException if the memory is closed
  synchronized Lease lease() {
    if (closed) {
      throw new IllegalStateException("host memory requires to be open, got a closed one");
    }
    Lease lease = new Lease();
    leases.add(lease);
    return lease;
  }

  /// One buffer's or transfer's use of the memory.
  final class Lease {
    private @Nullable Handle buffer;

    /// Ties the lease to a buffer that uses the memory as long as it is open. Without one it is a
    /// transfer's, which ends by itself.
    void attach(Handle handle) {
      synchronized (HostMemory.this) {
        buffer = handle;
      }
    }

    private boolean isBufferOpen() {
      return buffer != null && !buffer.isClosed();
    }

    /// The plugin has let go.
    void end() {
      synchronized (HostMemory.this) {
        leases.remove(this);
        HostMemory.this.notifyAll();
      }
    }
  }
}
