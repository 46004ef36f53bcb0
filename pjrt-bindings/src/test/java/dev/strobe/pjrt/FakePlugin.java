package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.PJRT_Api;
import dev.strobe.pjrt.raw.PJRT_Api_Version;
import dev.strobe.pjrt.raw.PJRT_Error_GetCode_Args;
import dev.strobe.pjrt.raw.PJRT_Error_Message_Args;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

/// A plugin in Java: a `PJRT_Api` table of upcall stubs over [FakeDevice], for what a real plugin
/// won't produce. Every function can be left out, replaced, or made to fail at a certain call;
/// errors and objects that were handed out and not given back are counted.
final class FakePlugin implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private record FakeError(int code, MemorySegment message) {}

  private final Arena arena = Arena.ofShared();
  private final MemorySegment table = PJRT_Api.allocate(arena);
  private final FakeDevice device = new FakeDevice(arena);
  private final Map<Slot, ToLongFunction<MemorySegment>> replaced = new EnumMap<>(Slot.class);
  private final Map<Long, FakeError> errors = new HashMap<>();
  private final List<Slot> calls = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private int failingCall = -1;
  private int fallibleCalls;

  FakePlugin() {
    PJRT_Api.struct_size(table, Pjrt.PJRT_Api_STRUCT_SIZE());
    MemorySegment version = PJRT_Api.pjrt_api_version(table);
    PJRT_Api_Version.struct_size(version, Pjrt.PJRT_Api_Version_STRUCT_SIZE());
    version(0, Pjrt.PJRT_API_MINOR());
    for (Slot slot : Slot.values()) {
      table.set(ADDRESS, slot.offset(), stub(slot));
    }
  }

  private MemorySegment stub(Slot slot) {
    try {
      var handler =
          MethodHandles.lookup()
              .bind(this, "enter", MethodType.methodType(long.class, Slot.class, long.class));
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.insertArguments(handler, 0, slot),
              FunctionDescriptor.of(JAVA_LONG, JAVA_LONG),
              arena);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  FakePlugin version(int major, int minor) {
    MemorySegment version = PJRT_Api.pjrt_api_version(table);
    PJRT_Api_Version.major_version(version, major);
    PJRT_Api_Version.minor_version(version, minor);
    return this;
  }

  /// Puts null where the function was.
  FakePlugin without(Slot slot) {
    table.set(ADDRESS, slot.offset(), MemorySegment.NULL);
    return this;
  }

  /// Ends the table just before the function.
  FakePlugin endingBefore(Slot slot) {
    PJRT_Api.struct_size(table, slot.offset());
    return this;
  }

  /// Runs `behaviour` on the arguments instead of the function; it returns an error's address or 0.
  FakePlugin replacing(Slot slot, ToLongFunction<MemorySegment> behaviour) {
    replaced.put(slot, behaviour);
    return this;
  }

  /// Makes the call with this number fail, counted from 1 over all functions that can.
  FakePlugin failingAt(int call) {
    failingCall = call;
    return this;
  }

  /// The table, for further damage.
  MemorySegment table() {
    return table;
  }

  Arena arena() {
    return arena;
  }

  FakeDevice device() {
    return device;
  }

  PjrtPlugin load() {
    return HandlesReturned.watch(
        PjrtPlugin.of(Path.of("fake-plugin-" + NUMBER.incrementAndGet() + ".so"), table));
  }

  /// A client of a newly loaded plugin.
  PjrtClient client() {
    return load().createClient(PjrtClientOptions.none());
  }

  /// How many calls so far could have failed.
  synchronized int fallibleCalls() {
    return fallibleCalls;
  }

  synchronized List<Slot> calls() {
    return List.copyOf(calls);
  }

  synchronized long count(Slot slot) {
    return calls.stream().filter(slot::equals).count();
  }

  /// Objects and errors that we handed out and did not get back, by kind.
  synchronized Map<String, Integer> outstanding() {
    if (!failures.isEmpty()) {
      throw new AssertionError("the fake plugin itself failed", failures.getFirst());
    }
    Map<String, Integer> all = new HashMap<>(device.outstanding());
    if (!errors.isEmpty()) {
      all.put("error", errors.size());
    }
    return all;
  }

  /// Makes an error for a function to return.
  long error(int code, String message) {
    MemorySegment text = CText.write(arena, message);
    long address = arena.allocate(8).address();
    errors.put(address, new FakeError(code, text));
    return address;
  }

  /// What every stub runs. Nothing may be thrown into C.
  @SuppressWarnings({"unused", "CatchingUnchecked"}) // Called through the stubs.
  private long enter(Slot slot, long address) {
    ToLongFunction<MemorySegment> behaviour;
    MemorySegment arguments =
        MemorySegment.ofAddress(address).reinterpret((slot.argumentSize() + 7) & ~7L);
    synchronized (this) {
      calls.add(slot);
      behaviour = replaced.get(slot);
      try {
        if (isFallible(slot) && ++fallibleCalls == failingCall) {
          if (slot.name().endsWith("_DESTROY")) {
            device.call(slot, arguments);
          }
          return error(13, "injected into call " + failingCall + ", " + slot.function());
        }
        if (behaviour == null) {
          return call(slot, arguments);
        }
      } catch (Throwable e) {
        failures.add(e);
        return 0;
      }
    }
    // Not under the lock: a replacement may wait for another call.
    try {
      return behaviour.applyAsLong(arguments);
    } catch (Throwable e) {
      synchronized (this) {
        failures.add(e);
      }
      return 0;
    }
  }

  private static boolean isFallible(Slot slot) {
    return switch (slot) {
      case ERROR_MESSAGE, ERROR_DESTROY, ERROR_GET_CODE -> false;
      default -> true;
    };
  }

  private long call(Slot slot, MemorySegment arguments) {
    long first =
        arguments.byteSize() > PluginApi.FIRST_FIELD
            ? arguments.get(JAVA_LONG, PluginApi.FIRST_FIELD)
            : 0;
    switch (slot) {
      case ERROR_MESSAGE -> {
        PJRT_Error_Message_Args.message(arguments, known(first).message());
        PJRT_Error_Message_Args.message_size(arguments, known(first).message().byteSize());
      }
      case ERROR_GET_CODE -> PJRT_Error_GetCode_Args.code(arguments, known(first).code());
      case ERROR_DESTROY -> {
        known(first);
        errors.remove(first);
      }
      default -> device.call(slot, arguments);
    }
    return 0;
  }

  private FakeError known(long address) {
    FakeError error = errors.get(address);
    if (error == null) {
      throw new AssertionError("no such error, or one that was destroyed before");
    }
    return error;
  }

  @Override
  public void close() {
    arena.close();
  }
}
