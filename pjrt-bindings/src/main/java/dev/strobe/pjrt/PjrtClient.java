package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Client_Create_Args;
import dev.strobe.pjrt.raw.PJRT_Client_DefaultDeviceAssignment_Args;
import dev.strobe.pjrt.raw.PJRT_Client_LookupAddressableDevice_Args;
import dev.strobe.pjrt.raw.PJRT_Client_LookupDevice_Args;
import dev.strobe.pjrt.raw.PJRT_Client_PlatformName_Args;
import dev.strobe.pjrt.raw.PJRT_Client_PlatformVersion_Args;
import dev.strobe.pjrt.raw.PJRT_Client_ProcessIndex_Args;
import dev.strobe.pjrt.raw.PJRT_Client_TopologyDescription_Args;
import dev.strobe.pjrt.raw.PJRT_TopologyDescription_Attributes_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// A running client of a plugin: its devices, buffers and executables.
///
/// Owned by whoever created it. Closing it closes what is still open in it first; a call that
/// another thread is in ends undisturbed, and the native client goes when that call returns; close
/// does not wait for it. Closed in a callback of an event, it goes on another thread soon after.
/// All methods may be called from any thread and throw [IllegalStateException] after the close.
public final class PjrtClient implements AutoCloseable {
  private final PjrtPlugin plugin;
  private final Handle handle;
  private final String platformName;
  private final String platformVersion;
  private final int processIndex;
  private final Places places;

  private PjrtClient(PjrtPlugin plugin, Handle handle, long address) {
    this.plugin = plugin;
    this.handle = handle;
    PluginApi api = plugin.api();
    this.platformName =
        api.query(
            Slot.CLIENT_PLATFORM_NAME,
            address,
            a ->
                CText.read(
                    PJRT_Client_PlatformName_Args.platform_name(a),
                    PJRT_Client_PlatformName_Args.platform_name_size(a)));
    this.platformVersion =
        api.query(
            Slot.CLIENT_PLATFORM_VERSION,
            address,
            a ->
                CText.read(
                    PJRT_Client_PlatformVersion_Args.platform_version(a),
                    PJRT_Client_PlatformVersion_Args.platform_version_size(a)));
    this.processIndex =
        api.query(Slot.CLIENT_PROCESS_INDEX, address, PJRT_Client_ProcessIndex_Args::process_index);
    this.places = new Places(this, address);
  }

  static PjrtClient create(PjrtPlugin plugin, PjrtClientOptions options) {
    Handle handle = Handle.root(plugin.api(), PjrtHandleKind.CLIENT, createNative(plugin, options));
    try {
      PjrtClient client = new PjrtClient(plugin, handle, handle.acquire());
      handle.release();
      return client;
    } catch (RuntimeException e) {
      handle.release();
      throw Closing.after(e, handle::close);
    }
  }

  private static long createNative(PjrtPlugin plugin, PjrtClientOptions options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(Slot.CLIENT_CREATE, arena);
      PJRT_Client_Create_Args.create_options(arguments, NamedValues.write(arena, options.values()));
      PJRT_Client_Create_Args.num_options(arguments, options.values().size());
      plugin.api().call(Slot.CLIENT_CREATE, arguments);
      return PJRT_Client_Create_Args.client(arguments).address();
    }
  }

  public PjrtPlugin plugin() {
    return plugin;
  }

  /// The platform, such as `cpu`, `cuda` or `tpu`.
  public String platformName() {
    return platformName;
  }

  /// The platform's version in words; part of what compiled programs depend on.
  public String platformVersion() {
    return platformVersion;
  }

  /// The number of this process among those that share the devices, 0 when alone.
  public int processIndex() {
    return processIndex;
  }

  /// All devices, of other processes too.
  public List<PjrtDevice> devices() {
    return places.devices();
  }

  /// The devices that this process can execute on.
  public List<PjrtDevice> addressableDevices() {
    return places.addressableDevices();
  }

  /// The memories that this process can put buffers in.
  public List<PjrtMemory> memories() {
    return places.memories();
  }

  /// The device with this id.
  ///
  /// @throws PjrtException with `INVALID_ARGUMENT` if there is none
  public PjrtDevice device(int id) {
    return lookup(
        Slot.CLIENT_LOOKUP_DEVICE,
        a -> PJRT_Client_LookupDevice_Args.id(a, id),
        PJRT_Client_LookupDevice_Args::device);
  }

  /// The device of this process with this local hardware id.
  ///
  /// @throws PjrtException with `INVALID_ARGUMENT` if there is none
  public PjrtDevice addressableDevice(int localHardwareId) {
    return lookup(
        Slot.CLIENT_LOOKUP_ADDRESSABLE_DEVICE,
        a -> PJRT_Client_LookupAddressableDevice_Args.local_hardware_id(a, localHardwareId),
        PJRT_Client_LookupAddressableDevice_Args::addressable_device);
  }

  private PjrtDevice lookup(
      Slot slot, Consumer<MemorySegment> write, Function<MemorySegment, MemorySegment> read) {
    return calling(slot, write, a -> places.device(read.apply(a).address()));
  }

  /// The ids of the devices that a program of `replicas` times `partitions` would run on:
  /// `[replica][partition]`.
  public List<List<Integer>> defaultDeviceAssignment(int replicas, int partitions) {
    if (replicas < 1 || partitions < 1) {
      throw new IllegalArgumentException(
          "device assignment requires 1 replica and partition or more, got "
              + replicas
              + " x "
              + partitions);
    }
    int count = Math.multiplyExact(replicas, partitions);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ids = arena.allocate(4L * count, 4);
      calling(
          Slot.CLIENT_DEFAULT_DEVICE_ASSIGNMENT,
          a -> {
            PJRT_Client_DefaultDeviceAssignment_Args.num_replicas(a, replicas);
            PJRT_Client_DefaultDeviceAssignment_Args.num_partitions(a, partitions);
            PJRT_Client_DefaultDeviceAssignment_Args.default_assignment_size(a, count);
            PJRT_Client_DefaultDeviceAssignment_Args.default_assignment(a, ids);
          },
          a -> true);
      return rows(CArray.intArray(ids, count), partitions);
    }
  }

  private static List<List<Integer>> rows(int[] values, int width) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int start = 0; start < values.length; start += width) {
      List<Integer> row = new ArrayList<>();
      for (int i = start; i < start + width; i++) {
        row.add(values[i]);
      }
      rows.add(List.copyOf(row));
    }
    return List.copyOf(rows);
  }

  /// Attributes of the devices as a whole, as the platform defines them.
  public Map<String, PjrtValue> topologyAttributes() {
    long address = handle.acquire();
    try {
      // The client owns its topology: nothing to destroy.
      long topology =
          api()
              .query(
                  Slot.CLIENT_TOPOLOGY_DESCRIPTION,
                  address,
                  a -> PJRT_Client_TopologyDescription_Args.topology(a).address());
      return api()
          .query(
              Slot.TOPOLOGY_DESCRIPTION_ATTRIBUTES,
              topology,
              a ->
                  NamedValues.read(
                      PJRT_TopologyDescription_Attributes_Args.attributes(a),
                      PJRT_TopologyDescription_Attributes_Args.num_attributes(a)));
    } finally {
      handle.release();
    }
  }

  /// Compiles `program` for this client's devices. The caller closes the executable. Blocks; runs
  /// on a thread of its own.
  ///
  /// @throws PjrtException with the compiler's words; positions in them are those of the program's
  ///   text
  public PjrtExecutable compile(PjrtProgram program, PjrtCompileOptions options) {
    return CompileThread.run(() -> PjrtExecutable.compile(this, program, options));
  }

  /// Loads what [PjrtCompiledProgram#serialize()] gave on the same kind of machine. The caller
  /// closes the executable. `serialized` must be open to any thread, as heap, mapped and shared
  /// memory is.
  ///
  /// @throws IllegalArgumentException if the bytes are damaged or another plugin's
  public PjrtExecutable deserialize(MemorySegment serialized) {
    return CompileThread.run(() -> PjrtExecutable.deserialize(this, serialized));
  }

  /// Copies or lends host memory to a device's default memory. The caller closes the buffer.
  public PjrtBuffer upload(HostArray array, PjrtDevice device) {
    return BufferCreation.upload(this, array, Placement.on(this, device));
  }

  /// As [#upload(HostArray, PjrtDevice)], to a memory of the caller's choice.
  public PjrtBuffer upload(HostArray array, PjrtMemory memory) {
    return BufferCreation.upload(this, array, Placement.in(this, memory));
  }

  /// As [#upload(HostArray, PjrtDevice)], to the first addressable device.
  public PjrtBuffer upload(HostArray array) {
    return upload(array, addressableDevices().getFirst());
  }

  /// A buffer with arbitrary content, for a program to overwrite. The caller closes it.
  public PjrtBuffer uninitialized(PjrtShape shape, PjrtDevice device) {
    return BufferCreation.uninitialized(this, shape, Placement.on(this, device));
  }

  /// A buffer over memory that the device can reach already; on a CPU any host memory aligned to 64
  /// bytes. `memory` stays leased until the plugin lets go of it. The caller closes the buffer.
  public PjrtBuffer view(HostMemory memory, long offset, PjrtShape shape, PjrtDevice device) {
    return BufferCreation.view(
        this, HostArray.lent(memory, offset, shape), Placement.on(this, device));
  }

  /// A buffer whose content is an error: whoever awaits it gets that error. The caller closes it.
  public PjrtBuffer errorBuffer(
      PjrtShape shape, PjrtMemory memory, PjrtErrorCode code, String message) {
    return BufferCreation.error(this, shape, Placement.in(this, memory), code, message);
  }

  /// Whether [#close()] was called.
  public boolean isClosed() {
    return handle.isClosed();
  }

  /// Closes everything that is still open in this client, then the client. Idempotent.
  @Override
  public void close() {
    handle.close();
  }

  PluginApi api() {
    return plugin.api();
  }

  Handle handle() {
    return handle;
  }

  Places places() {
    return places;
  }

  /// Asks about an object that the client owns, while the client is held.
  <T> T ask(Slot slot, long object, Function<MemorySegment, T> read) {
    handle.acquire();
    try {
      return api().query(slot, object, read);
    } finally {
      handle.release();
    }
  }

  /// Calls a function on an object that the client owns, while the client is held.
  void tell(Slot slot, long object) {
    handle.acquire();
    try {
      api().command(slot, object);
    } finally {
      handle.release();
    }
  }

  /// Calls a function of the client with more arguments than the client.
  <T> T calling(Slot slot, Consumer<MemorySegment> write, Function<MemorySegment, T> read) {
    return handle.calling(slot, write, read);
  }

  @Override
  public String toString() {
    return platformName + " client of " + plugin;
  }
}
