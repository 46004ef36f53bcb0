package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The upcall stubs of one plugin: one for events, one for released memory, both for the life of
/// the process. A callback is known to native code by a number, so that ten thousand of them need
/// no stub.
///
/// Nothing thrown by a callback reaches C: it would end the process.
final class NativeCallbacks {
  private static final System.Logger LOG = System.getLogger(NativeCallbacks.class.getName());

  private final PluginApi api;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Consumer<Optional<PjrtException>>> waiting = new ConcurrentHashMap<>();
  private final Set<Thread> calling = ConcurrentHashMap.newKeySet();
  private final MemorySegment eventStub;
  private final MemorySegment releaseStub;

  NativeCallbacks(PluginApi api) {
    this.api = api;
    this.eventStub = stub("eventReady");
    this.releaseStub = stub("memoryReleased");
  }

  private MemorySegment stub(String method) {
    try {
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup()
                  .bind(this, method, MethodType.methodType(void.class, long.class, long.class)),
              FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG),
              Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no callback " + method, e);
    }
  }

  /// `void f(PJRT_Error* error, void* number)`: owns the error.
  MemorySegment eventStub() {
    return eventStub;
  }

  /// `void f(void* memory, void* number)`.
  MemorySegment releaseStub() {
    return releaseStub;
  }

  /// Keeps `callback` until it is called once or forgotten.
  MemorySegment register(Consumer<Optional<PjrtException>> callback) {
    long number = numbers.incrementAndGet();
    waiting.put(number, callback);
    return MemorySegment.ofAddress(number);
  }

  void forget(MemorySegment number) {
    waiting.remove(number.address());
  }

  /// How many callbacks have not been called yet.
  int pending() {
    return waiting.size();
  }

  /// Whether the current thread is in a callback, and so may be one of the plugin's.
  boolean isCalling() {
    return calling.contains(Thread.currentThread());
  }

  @SuppressWarnings("unused") // Called from C through eventStub.
  private void eventReady(long error, long number) {
    fire(number, () -> error == 0 ? Optional.empty() : Optional.of(takeError(error)));
  }

  private PjrtException takeError(long error) {
    return api.takeError("PJRT_Event_OnReady", error);
  }

  @SuppressWarnings("unused") // Called from C through releaseStub.
  private void memoryReleased(long memory, long number) {
    fire(number, Optional::empty);
  }

  private void fire(long number, Supplier<Optional<PjrtException>> outcome) {
    boolean outermost = calling.add(Thread.currentThread());
    try {
      Optional<PjrtException> result = outcome.get();
      Consumer<Optional<PjrtException>> callback = waiting.remove(number);
      if (callback != null) {
        callback.accept(result);
      }
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "a callback of a PJRT event threw; nobody else can hear of it", e);
    } finally {
      if (outermost) {
        calling.remove(Thread.currentThread());
      }
    }
  }
}
