package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the fake plugin's functions do: one device with one memory, events that are ready at once,
/// and a program that takes two f32[4], consumes the first, and returns one f32[4].
final class FakeDevice {
  private static final int F32 = 11;

  private final Arena arena;
  private final Map<Long, String> live = new HashMap<>();
  private final Set<Long> deleted = new HashSet<>();

  /// What to call when the buffer with this address goes: callback and its argument.
  private final Map<Long, long[]> onBufferGone = new HashMap<>();

  private final Map<Long, Long> zeroCopyEvents = new HashMap<>();
  private final MemorySegment deviceAddress;
  private final MemorySegment description;
  private final MemorySegment memory;
  private final MemorySegment topology;
  private final MemorySegment deleter;
  private MemorySegment options = MemorySegment.NULL;

  FakeDevice(Arena arena) {
    this.arena = arena;
    this.deviceAddress = arena.allocate(8);
    this.description = arena.allocate(8);
    this.memory = arena.allocate(8);
    this.topology = arena.allocate(8);
    this.deleter = deleterStub();
  }

  private MemorySegment deleterStub() {
    try {
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup()
                  .bind(this, "forget", MethodType.methodType(void.class, long.class)),
              FunctionDescriptor.ofVoid(JAVA_LONG),
              arena);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /// The `PJRT_NamedValue` array that the last client was created with.
  MemorySegment options() {
    return options;
  }

  Map<String, Integer> outstanding() {
    Map<String, Integer> counts = new HashMap<>();
    live.values().forEach(kind -> counts.merge(kind, 1, Integer::sum));
    return counts;
  }

  private MemorySegment make(String kind) {
    MemorySegment object = arena.allocate(8);
    live.put(object.address(), kind);
    return object;
  }

  private void forget(long address) {
    if (live.remove(address) == null) {
      throw new AssertionError("destroyed twice, or never made");
    }
  }

  private MemorySegment requireLive(MemorySegment object) {
    if (!live.containsKey(object.address())) {
      throw new AssertionError("used after it was destroyed");
    }
    return object;
  }

  private MemorySegment arrayOf(MemorySegment pointer) {
    MemorySegment array = arena.allocate(ADDRESS);
    array.set(ADDRESS, 0, pointer);
    return array;
  }

  /// Runs the function on its arguments.
  void call(Slot slot, MemorySegment a) {
    String name = slot.name();
    if (name.startsWith("BUFFER_") || name.equals("EVENT_DESTROY")) {
      requireLive(a.get(ADDRESS, PluginApi.FIRST_FIELD));
    }
    switch (slot) {
      case EVENT_DESTROY,
          CLIENT_DESTROY,
          EXECUTABLE_DESTROY,
          LOADED_EXECUTABLE_DESTROY,
          TOPOLOGY_DESCRIPTION_DESTROY ->
          forget(a.get(JAVA_LONG, PluginApi.FIRST_FIELD));
      case BUFFER_DESTROY -> destroyBuffer(a.get(JAVA_LONG, PluginApi.FIRST_FIELD));
      case BUFFER_DELETE -> deleted.add(PJRT_Buffer_Delete_Args.buffer(a).address());
      case EVENT_IS_READY -> PJRT_Event_IsReady_Args.is_ready(a, true);
      case EVENT_ON_READY -> onReady(a);
      default -> {
        if (name.startsWith("CLIENT_")) {
          client(slot, a);
        } else if (name.startsWith("EXECUTABLE_")) {
          executable(slot, a);
        } else if (name.startsWith("LOADED_EXECUTABLE_")) {
          loadedExecutable(slot, a);
        } else if (name.startsWith("BUFFER_")) {
          buffer(slot, a);
        } else {
          place(slot, a);
        }
      }
    }
  }

  /// Calls back as an event does that ended in `error`, or well if that is 0.
  static void fire(MemorySegment onReadyArguments, long error) {
    invoke(
        PJRT_Event_OnReady_Args.callback(onReadyArguments).address(),
        error,
        PJRT_Event_OnReady_Args.user_arg(onReadyArguments).address());
  }

  private void onReady(MemorySegment a) {
    long event = PJRT_Event_OnReady_Args.event(a).address();
    long callback = PJRT_Event_OnReady_Args.callback(a).address();
    long argument = PJRT_Event_OnReady_Args.user_arg(a).address();
    Long buffer = zeroCopyEvents.get(event);
    if (buffer != null) {
      onBufferGone.put(buffer, new long[] {callback, argument, 0});
    } else {
      fire(a, 0);
    }
  }

  private void destroyBuffer(long buffer) {
    forget(buffer);
    long[] callback = onBufferGone.remove(buffer);
    if (callback != null) {
      invoke(callback[0], callback[2], callback[1]);
    }
  }

  private static void invoke(long callback, long first, long second) {
    try {
      Linker.nativeLinker()
          .downcallHandle(
              MemorySegment.ofAddress(callback), FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG))
          .invokeExact(first, second);
    } catch (Throwable e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private void client(Slot slot, MemorySegment a) {
    switch (slot) {
      case CLIENT_CREATE -> {
        options = PJRT_Client_Create_Args.create_options(a);
        PJRT_Client_Create_Args.client(a, make("client"));
      }
      case CLIENT_PLATFORM_NAME -> {
        PJRT_Client_PlatformName_Args.platform_name(a, CText.write(arena, "fake"));
        PJRT_Client_PlatformName_Args.platform_name_size(a, 4);
      }
      case CLIENT_DEVICES -> {
        PJRT_Client_Devices_Args.devices(a, arrayOf(deviceAddress));
        PJRT_Client_Devices_Args.num_devices(a, 1);
      }
      case CLIENT_ADDRESSABLE_DEVICES -> {
        PJRT_Client_AddressableDevices_Args.addressable_devices(a, arrayOf(deviceAddress));
        PJRT_Client_AddressableDevices_Args.num_addressable_devices(a, 1);
      }
      case CLIENT_ADDRESSABLE_MEMORIES -> {
        PJRT_Client_AddressableMemories_Args.addressable_memories(a, arrayOf(memory));
        PJRT_Client_AddressableMemories_Args.num_addressable_memories(a, 1);
      }
      case CLIENT_LOOKUP_DEVICE -> PJRT_Client_LookupDevice_Args.device(a, deviceAddress);
      case CLIENT_LOOKUP_ADDRESSABLE_DEVICE ->
          PJRT_Client_LookupAddressableDevice_Args.addressable_device(a, deviceAddress);
      case CLIENT_TOPOLOGY_DESCRIPTION ->
          PJRT_Client_TopologyDescription_Args.topology(a, topology);
      case CLIENT_COMPILE -> PJRT_Client_Compile_Args.executable(a, make("loaded executable"));
      case CLIENT_BUFFER_FROM_HOST_BUFFER -> fromHost(a);
      case CLIENT_CREATE_UNINITIALIZED_BUFFER ->
          PJRT_Client_CreateUninitializedBuffer_Args.buffer(a, make("buffer"));
      case CLIENT_CREATE_ERROR_BUFFER ->
          PJRT_Client_CreateErrorBuffer_Args.buffer(a, make("buffer"));
      case CLIENT_CREATE_VIEW_OF_DEVICE_BUFFER -> {
        MemorySegment view = make("buffer");
        onBufferGone.put(
            view.address(),
            new long[] {
              PJRT_Client_CreateViewOfDeviceBuffer_Args.on_delete_callback(a).address(),
              PJRT_Client_CreateViewOfDeviceBuffer_Args.on_delete_callback_arg(a).address(),
              PJRT_Client_CreateViewOfDeviceBuffer_Args.device_buffer_ptr(a).address()
            });
        PJRT_Client_CreateViewOfDeviceBuffer_Args.buffer(a, view);
      }
      default -> {}
    }
  }

  private void fromHost(MemorySegment a) {
    MemorySegment buffer = make("buffer");
    MemorySegment done = make("event");
    int semantics = PJRT_Client_BufferFromHostBuffer_Args.host_buffer_semantics(a);
    if (semantics >= HostSemantics.ZERO_COPY.number()) {
      zeroCopyEvents.put(done.address(), buffer.address());
    }
    PJRT_Client_BufferFromHostBuffer_Args.buffer(a, buffer);
    PJRT_Client_BufferFromHostBuffer_Args.done_with_host_buffer(a, done);
  }

  private void executable(Slot slot, MemorySegment a) {
    switch (slot) {
      case EXECUTABLE_NAME -> {
        PJRT_Executable_Name_Args.executable_name(a, CText.write(arena, "fake"));
        PJRT_Executable_Name_Args.executable_name_size(a, 4);
      }
      case EXECUTABLE_NUM_OUTPUTS -> PJRT_Executable_NumOutputs_Args.num_outputs(a, 1);
      case EXECUTABLE_OUTPUT_ELEMENT_TYPES -> {
        PJRT_Executable_OutputElementTypes_Args.output_types(
            a, arena.allocateFrom(JAVA_INT, PjrtElementType.F32.number()));
        PJRT_Executable_OutputElementTypes_Args.num_output_types(a, 1);
      }
      case EXECUTABLE_OUTPUT_DIMENSIONS -> {
        PJRT_Executable_OutputDimensions_Args.num_outputs(a, 1);
        PJRT_Executable_OutputDimensions_Args.dims(a, arena.allocateFrom(JAVA_LONG, 4));
        PJRT_Executable_OutputDimensions_Args.dim_sizes(a, arena.allocateFrom(JAVA_LONG, 1));
      }
      case EXECUTABLE_OPTIMIZED_PROGRAM -> optimizedProgram(a);
      case EXECUTABLE_SERIALIZE -> {
        MemorySegment bytes = make("serialized");
        PJRT_Executable_Serialize_Args.serialized_bytes(a, bytes);
        PJRT_Executable_Serialize_Args.serialized_bytes_size(a, 8);
        PJRT_Executable_Serialize_Args.serialized_executable(a, bytes);
        PJRT_Executable_Serialize_Args.serialized_executable_deleter(a, deleter);
      }
      case EXECUTABLE_DESERIALIZE_AND_LOAD ->
          PJRT_Executable_DeserializeAndLoad_Args.loaded_executable(a, make("loaded executable"));
      default -> {}
    }
  }

  private void optimizedProgram(MemorySegment a) {
    ProtoBytes shape = new ProtoBytes().number(2, F32).packed(3, 4);
    ProtoBytes alias = new ProtoBytes().message(1, new ProtoBytes().number(2, 0));
    byte[] code =
        new ProtoBytes()
            .message(
                1,
                new ProtoBytes()
                    .text(1, "fake")
                    .message(4, new ProtoBytes().message(1, shape).message(1, shape))
                    .message(8, alias))
            .toByteArray();
    MemorySegment program =
        PJRT_Executable_OptimizedProgram_Args.program(a).reinterpret(PJRT_Program.sizeof());
    PJRT_Program.format(program, CText.write(arena, "hlo_with_config"));
    PJRT_Program.format_size(program, "hlo_with_config".length());
    PJRT_Program.code_size(program, code.length);
    if (PJRT_Program.code(program).address() != 0) {
      PJRT_Program.code(program).reinterpret(code.length).copyFrom(MemorySegment.ofArray(code));
    }
  }

  private void loadedExecutable(Slot slot, MemorySegment a) {
    switch (slot) {
      case LOADED_EXECUTABLE_GET_EXECUTABLE ->
          PJRT_LoadedExecutable_GetExecutable_Args.executable(a, make("executable"));
      case LOADED_EXECUTABLE_ADDRESSABLE_DEVICES -> {
        PJRT_LoadedExecutable_AddressableDevices_Args.addressable_devices(
            a, arrayOf(deviceAddress));
        PJRT_LoadedExecutable_AddressableDevices_Args.num_addressable_devices(a, 1);
      }
      case LOADED_EXECUTABLE_EXECUTE -> execute(a);
      default -> {}
    }
  }

  private void execute(MemorySegment a) {
    MemorySegment arguments =
        PJRT_LoadedExecutable_Execute_Args.argument_lists(a)
            .reinterpret(8)
            .get(ADDRESS, 0)
            .reinterpret(16);
    deleted.add(requireLive(arguments.get(ADDRESS, 0)).address());
    requireLive(arguments.get(ADDRESS, 8));
    MemorySegment outputs =
        PJRT_LoadedExecutable_Execute_Args.output_lists(a)
            .reinterpret(8)
            .get(ADDRESS, 0)
            .reinterpret(8);
    outputs.set(ADDRESS, 0, make("buffer"));
    MemorySegment events = PJRT_LoadedExecutable_Execute_Args.device_complete_events(a);
    if (events.address() != 0) {
      events.reinterpret(8).set(ADDRESS, 0, make("event"));
    }
  }

  private void buffer(Slot slot, MemorySegment a) {
    switch (slot) {
      case BUFFER_MEMORY -> PJRT_Buffer_Memory_Args.memory(a, memory);
      case BUFFER_ELEMENT_TYPE ->
          PJRT_Buffer_ElementType_Args.type(a, PjrtElementType.F32.number());
      case BUFFER_DIMENSIONS -> {
        PJRT_Buffer_Dimensions_Args.dims(a, arena.allocateFrom(JAVA_LONG, 4));
        PJRT_Buffer_Dimensions_Args.num_dims(a, 1);
      }
      case BUFFER_ON_DEVICE_SIZE_IN_BYTES ->
          PJRT_Buffer_OnDeviceSizeInBytes_Args.on_device_size_in_bytes(a, 16);
      case BUFFER_READY_EVENT -> PJRT_Buffer_ReadyEvent_Args.event(a, make("event"));
      case BUFFER_TO_HOST_BUFFER -> PJRT_Buffer_ToHostBuffer_Args.event(a, make("event"));
      case BUFFER_COPY_RAW_TO_HOST -> PJRT_Buffer_CopyRawToHost_Args.event(a, make("event"));
      case BUFFER_COPY_TO_DEVICE -> PJRT_Buffer_CopyToDevice_Args.dst_buffer(a, make("buffer"));
      case BUFFER_COPY_TO_MEMORY -> PJRT_Buffer_CopyToMemory_Args.dst_buffer(a, make("buffer"));
      case BUFFER_IS_DELETED ->
          PJRT_Buffer_IsDeleted_Args.is_deleted(
              a, deleted.contains(PJRT_Buffer_IsDeleted_Args.buffer(a).address()));
      default -> {}
    }
  }

  private void place(Slot slot, MemorySegment a) {
    switch (slot) {
      case DEVICE_GET_DESCRIPTION ->
          PJRT_Device_GetDescription_Args.device_description(a, description);
      case DEVICE_IS_ADDRESSABLE -> PJRT_Device_IsAddressable_Args.is_addressable(a, true);
      case DEVICE_DEFAULT_MEMORY -> PJRT_Device_DefaultMemory_Args.memory(a, memory);
      case DEVICE_ADDRESSABLE_MEMORIES -> {
        PJRT_Device_AddressableMemories_Args.memories(a, arrayOf(memory));
        PJRT_Device_AddressableMemories_Args.num_memories(a, 1);
      }
      case MEMORY_ADDRESSABLE_BY_DEVICES -> {
        PJRT_Memory_AddressableByDevices_Args.devices(a, arrayOf(deviceAddress));
        PJRT_Memory_AddressableByDevices_Args.num_devices(a, 1);
      }
      case TOPOLOGY_DESCRIPTION_CREATE ->
          PJRT_TopologyDescription_Create_Args.topology(a, make("topology"));
      case TOPOLOGY_DESCRIPTION_GET_DEVICE_DESCRIPTIONS -> {
        PJRT_TopologyDescription_GetDeviceDescriptions_Args.descriptions(a, arrayOf(description));
        PJRT_TopologyDescription_GetDeviceDescriptions_Args.num_descriptions(a, 1);
      }
      case COMPILE -> PJRT_Compile_Args.executable(a, make("executable"));
      default -> {}
    }
  }
}
