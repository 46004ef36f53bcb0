package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One native object and who still needs it.
///
/// A thread that calls into the object holds a use of it; a child holds a use of its parent.
/// Closing refuses new uses at once; the native object goes when the last use does. So neither a
/// close on another thread nor a client closed before its buffers can free memory under a running
/// call, and children are always destroyed before their parent, with no lock held across a native
/// call.
final class Handle {
  private static final int CLOSED = 1;
  private static final int ONE_USE = 2;

  private final PluginApi api;
  private final PjrtHandleKind kind;
  private final long address;
  private final @Nullable Handle parent;

  /// Only a root, which is a client, has any.
  private final Set<Handle> children;

  /// Twice the number of uses, plus one when closed.
  private final AtomicInteger state = new AtomicInteger();

  private Handle(PluginApi api, PjrtHandleKind kind, long address, @Nullable Handle parent) {
    this.api = api;
    this.kind = kind;
    this.address = address;
    this.parent = parent;
    this.children = parent == null ? ConcurrentHashMap.newKeySet() : Set.of();
  }

  /// Takes ownership of a native object without a parent.
  static Handle root(PluginApi api, PjrtHandleKind kind, long address) {
    api.handles().opened(kind);
    return new Handle(api, kind, address, null);
  }

  /// Takes ownership of a native object that must go before this one does. If this one was closed
  /// meanwhile, the native object is given back at once.
  ///
  /// @throws IllegalStateException if this handle is closed
  Handle child(PjrtHandleKind childKind, long childAddress) {
    Handle child = new Handle(api, childKind, childAddress, this);
    api.handles().opened(childKind);
    if (!tryAcquire()) {
      child.destroyNative();
      throw closed();
    }
    children.add(child);
    // Whoever closed this handle in between may have looked at the children before we were among
    // them.
    if ((state.get() & CLOSED) != 0) {
      child.close();
      throw closed();
    }
    return child;
  }

  PluginApi api() {
    return api;
  }

  /// The native address, with the object held until [#release()].
  ///
  /// @throws IllegalStateException if the object is closed
  long acquire() {
    if (!tryAcquire()) {
      throw closed();
    }
    return address;
  }

  private boolean tryAcquire() {
    int now;
    do {
      now = state.get();
      if ((now & CLOSED) != 0) {
        return false;
      }
    } while (!state.compareAndSet(now, now + ONE_USE));
    return true;
  }

  /// Calls a function whose first argument is this object, held meanwhile.
  <T> T calling(Slot slot, Consumer<MemorySegment> write, Function<MemorySegment, T> read) {
    long object = acquire();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(slot, arena);
      arguments.set(JAVA_LONG, PluginApi.FIRST_FIELD, object);
      write.accept(arguments);
      api.call(slot, arguments);
      return read.apply(arguments);
    } finally {
      release();
    }
  }

  /// Asks about this object by a thread that has acquired it, even if it was closed since.
  <T> T askAcquired(Slot slot, Function<MemorySegment, T> read) {
    return api.query(slot, address, read);
  }

  /// As [#calling], with nothing to pass or read but the object.
  void command(Slot slot) {
    calling(slot, _ -> {}, _ -> true);
  }

  void release() {
    if (state.addAndGet(-ONE_USE) == CLOSED) {
      destroy();
    }
  }

  boolean isClosed() {
    return (state.get() & CLOSED) != 0;
  }

  /// Refuses new uses, closes the children, and gives the object back when nobody uses it any more.
  void close() {
    int now;
    do {
      now = state.get();
      if ((now & CLOSED) != 0) {
        return;
      }
    } while (!state.compareAndSet(now, now | CLOSED));
    List<RuntimeException> failures = new ArrayList<>();
    for (Handle child : children) {
      collect(failures, child::close);
    }
    // With uses left, the last release destroys; the children's closing above may have been that.
    if (now < ONE_USE) {
      collect(failures, this::destroy);
    }
    rethrow(failures);
  }

  /// A plugin's thread cannot end the client that it belongs to, which waits for its threads.
  private void destroy() {
    if (kind == PjrtHandleKind.CLIENT && api.callbacks().isCalling()) {
      Thread.ofPlatform().name("pjrt-close").start(this::destroyHere);
    } else {
      destroyHere();
    }
  }

  private void destroyHere() {
    try {
      destroyNative();
    } finally {
      if (parent != null) {
        parent.children.remove(this);
        parent.release();
      }
    }
  }

  private void destroyNative() {
    api.handles().closed(kind);
    api.command(kind.destroy(), address);
  }

  private IllegalStateException closed() {
    return new IllegalStateException(kind.words() + " requires to be open, got a closed one");
  }

  private static void collect(List<RuntimeException> failures, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private static void rethrow(List<RuntimeException> failures) {
    if (failures.isEmpty()) {
      return;
    }
    RuntimeException first = failures.getFirst();
    failures.stream().skip(1).forEach(first::addSuppressed);
    throw first;
  }
}
