package dev.strobe.runtime.device;

import dev.strobe.pjrt.HostMemory;
import java.lang.foreign.MemorySegment;

/// Native memory of the host that device tensors may use in place; it outlives them.
public final class HostBlock implements AutoCloseable {
  /// Offsets of tensors are multiples of this, so that a CPU device takes them in place.
  public static final long ALIGNMENT = 64;

  private final HostMemory memory;

  private HostBlock(HostMemory memory) {
    this.memory = memory;
  }

  public static HostBlock allocate(long bytes) {
    return new HostBlock(HostMemory.allocate(bytes));
  }

  /// A part of memory that somebody else owns, such as a mapped file, and frees only after this is
  /// closed; it is not written to.
  public static HostBlock over(MemorySegment segment) {
    return new HostBlock(HostMemory.borrow(segment));
  }

  public MemorySegment segment() {
    return memory.segment();
  }

  HostMemory memory() {
    return memory;
  }

  /// Frees the memory; all tensors over it have to be closed.
  @Override
  public void close() {
    memory.close();
  }
}
