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
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A plugin's function table, called through one shared downcall handle: every function takes a
/// pointer to its argument struct and returns a pointer to an error or null.
final class PluginApi {
  /// Every argument struct begins with `struct_size` and `extension_start`; the object comes next.
  static final long FIRST_FIELD = 16;

  private static final long STRUCT_SIZE_FIELD = 0;
  private static final MethodHandle CALL =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private static final MethodHandle CALL_HOLDING =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
  private static final MethodHandle CALL_VOID =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ADDRESS));

  private final String name;
  private final String identity;
  private final MemorySegment table;
  private final PjrtVersion version;
  private final Map<Slot, MemorySegment> functions = new EnumMap<>(Slot.class);
  private final HandleCounter handles = new HandleCounter();
  private final NativeCallbacks callbacks;
  private final MemoryHold memoryHold = new MemoryHold();

  /// Takes a `PJRT_Api*` as `GetPjrtApi` gave it; refuses one that is too short to hold a version.
  ///
  /// @param name where the plugin is, for messages
  /// @param build what tells this build of it from others
  PluginApi(String name, String build, MemorySegment pointer) {
    this.name = name;
    if (pointer.address() == 0) {
      throw new PjrtPluginException(name + " requires a function table, got null from GetPjrtApi");
    }
    MemorySegment header = pointer.reinterpret(PJRT_Api.PJRT_Error_Destroy$offset());
    long size = PJRT_Api.struct_size(header);
    if (size < header.byteSize()) {
      throw new PjrtPluginException(
          name
              + " requires a function table of at least "
              + header.byteSize()
              + " bytes, got "
              + size);
    }
    this.version = version(name, header);
    this.identity = build + ", PJRT API " + version;
    this.table = pointer.reinterpret(Math.min(size, PJRT_Api.sizeof()));
    for (Slot slot : Slot.values()) {
      MemorySegment function = function(slot);
      if (function.address() != 0) {
        functions.put(slot, function);
      }
    }
    this.callbacks = new NativeCallbacks(this);
  }

  private static PjrtVersion version(String name, MemorySegment header) {
    MemorySegment version = PJRT_Api.pjrt_api_version(header);
    if (PJRT_Api_Version.struct_size(version) < Pjrt.PJRT_Api_Version_STRUCT_SIZE()) {
      throw new PjrtPluginException(
          name
              + " requires a version struct of "
              + Pjrt.PJRT_Api_Version_STRUCT_SIZE()
              + " bytes, got "
              + PJRT_Api_Version.struct_size(version));
    }
    return new PjrtVersion(
        PJRT_Api_Version.major_version(version), PJRT_Api_Version.minor_version(version));
  }

  private MemorySegment function(Slot slot) {
    return slot.offset() + ADDRESS.byteSize() <= table.byteSize()
        ? table.get(ADDRESS, slot.offset())
        : MemorySegment.NULL;
  }

  String name() {
    return name;
  }

  PjrtVersion version() {
    return version;
  }

  /// What programs compiled by this plugin depend on.
  String identity() {
    return identity;
  }

  HandleCounter handles() {
    return handles;
  }

  NativeCallbacks callbacks() {
    return callbacks;
  }

  MemoryHold memoryHold() {
    return memoryHold;
  }

  /// The head of the extension chain, possibly null.
  MemorySegment extensions() {
    return PJRT_Api.extension_start(table);
  }

  boolean has(Slot slot) {
    return functions.containsKey(slot);
  }

  /// A zeroed argument struct for `slot` with its size filled in: a field that an older plugin does
  /// not know reads as absent afterwards.
  static MemorySegment arguments(Slot slot, SegmentAllocator allocator) {
    return arguments(slot.argumentSize(), allocator);
  }

  static MemorySegment arguments(long structSize, SegmentAllocator allocator) {
    MemorySegment arguments = allocator.allocate((structSize + 7) & ~7L, 8);
    arguments.set(JAVA_LONG, STRUCT_SIZE_FIELD, structSize);
    return arguments;
  }

  /// Calls `slot`; a plugin's error becomes a [PjrtException].
  void call(Slot slot, MemorySegment arguments) {
    long error = invoke(slot, arguments);
    if (error != 0) {
      throw takeError(slot.function(), error);
    }
  }

  /// As [#call], refusing to let another thread free `memory` meanwhile: memory that is only named
  /// by an argument struct is not known to be in use.
  void callHolding(Slot slot, MemorySegment arguments, MemorySegment memory) {
    MemorySegment function = required(slot);
    long error;
    try {
      // C ignores an argument that it does not expect in a register; the downcall holds its memory.
      error = (long) CALL_HOLDING.invokeExact(function, arguments, memory);
    } catch (Throwable e) {
      throw new IllegalStateException(slot.function() + " could not be called", e);
    }
    if (error != 0) {
      throw takeError(slot.function(), error);
    }
  }

  /// Calls `slot` on one object, which is the first field of its arguments, and reads the answer.
  <T> T query(Slot slot, long object, Function<MemorySegment, T> read) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = arguments(slot, arena);
      arguments.set(JAVA_LONG, FIRST_FIELD, object);
      call(slot, arguments);
      return read.apply(arguments);
    }
  }

  /// Calls `slot` on one object for its effect.
  void command(Slot slot, long object) {
    Optional<PjrtException> failure = tryCommand(slot, object);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /// As [#command], handing the error back.
  Optional<PjrtException> tryCommand(Slot slot, long object) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = arguments(slot, arena);
      arguments.set(JAVA_LONG, FIRST_FIELD, object);
      long error = invoke(slot, arguments);
      return error == 0 ? Optional.empty() : Optional.of(takeError(slot.function(), error));
    }
  }

  /// What `query` gives, or empty where the plugin lacks the function or says that it is
  /// unimplemented.
  <T> Optional<T> ifSupported(Supplier<T> query) {
    try {
      return Optional.of(query.get());
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    } catch (PjrtException e) {
      if (e.codeNumber() == PjrtErrorCode.UNIMPLEMENTED.number()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Reads an error that the plugin handed to us and frees it.
  PjrtException takeError(String function, long error) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = arguments(Slot.ERROR_MESSAGE, arena);
      message.set(JAVA_LONG, FIRST_FIELD, error);
      invokeVoid(Slot.ERROR_MESSAGE, message);
      // The text lives in the error: copy it before the error goes.
      String text =
          CText.read(
              PJRT_Error_Message_Args.message(message),
              PJRT_Error_Message_Args.message_size(message));
      int code = errorCode(arena, error);
      freeError(arena, error);
      return new PjrtException(function, code, text);
    }
  }

  private int errorCode(Arena arena, long error) {
    MemorySegment code = arguments(Slot.ERROR_GET_CODE, arena);
    code.set(JAVA_LONG, FIRST_FIELD, error);
    long failure = invoke(Slot.ERROR_GET_CODE, code);
    if (failure != 0) {
      freeError(arena, failure);
      return PjrtErrorCode.UNKNOWN.number();
    }
    return PJRT_Error_GetCode_Args.code(code);
  }

  private void freeError(Arena arena, long error) {
    MemorySegment destroy = arguments(Slot.ERROR_DESTROY, arena);
    destroy.set(JAVA_LONG, FIRST_FIELD, error);
    invokeVoid(Slot.ERROR_DESTROY, destroy);
  }

  /// Calls `slot` and returns the address of the error, 0 for success; the caller owns the error.
  long invoke(Slot slot, MemorySegment arguments) {
    MemorySegment function = required(slot);
    try {
      return (long) CALL.invokeExact(function, arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(slot.function() + " could not be called", e);
    }
  }

  private void invokeVoid(Slot slot, MemorySegment arguments) {
    callVoid(required(slot), arguments);
  }

  /// Calls a `void f(void*)` that the plugin handed out, such as a deleter.
  static void callVoid(MemorySegment function, MemorySegment argument) {
    try {
      CALL_VOID.invokeExact(function, argument);
    } catch (Throwable e) {
      throw new IllegalStateException("a plugin's function could not be called", e);
    }
  }

  /// Calls a function of an extension's table, named for messages.
  void callExtension(String function, MemorySegment pointer, MemorySegment arguments) {
    long error;
    try {
      error = (long) CALL.invokeExact(pointer, arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(function + " could not be called", e);
    }
    if (error != 0) {
      throw takeError(function, error);
    }
  }

  private MemorySegment required(Slot slot) {
    MemorySegment function = functions.get(slot);
    if (function == null) {
      throw new UnsupportedOperationException(
          slot.function()
              + " requires a plugin that implements it, got "
              + name
              + " with PJRT API "
              + version);
    }
    return function;
  }
}
