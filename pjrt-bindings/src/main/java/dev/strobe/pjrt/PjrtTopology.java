package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.strobe.pjrt.raw.PJRT_Compile_Args;
import dev.strobe.pjrt.raw.PJRT_TopologyDescription_Attributes_Args;
import dev.strobe.pjrt.raw.PJRT_TopologyDescription_Create_Args;
import dev.strobe.pjrt.raw.PJRT_TopologyDescription_GetDeviceDescriptions_Args;
import dev.strobe.pjrt.raw.PJRT_TopologyDescription_PlatformName_Args;
import dev.strobe.pjrt.raw.PJRT_TopologyDescription_PlatformVersion_Args;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Devices that need not be in this machine, to compile for. Owned by the caller.
///
/// Not every plugin offers it; CPU plugins do not. With a TPU plugin it needs no TPU.
public final class PjrtTopology implements AutoCloseable {
  private final Handle handle;

  private PjrtTopology(Handle handle) {
    this.handle = handle;
  }

  static PjrtTopology create(PjrtPlugin plugin, String name, Map<String, PjrtValue> options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nameText = CText.write(arena, name);
      MemorySegment arguments = PluginApi.arguments(Slot.TOPOLOGY_DESCRIPTION_CREATE, arena);
      PJRT_TopologyDescription_Create_Args.topology_name(arguments, nameText);
      PJRT_TopologyDescription_Create_Args.topology_name_size(arguments, nameText.byteSize());
      PJRT_TopologyDescription_Create_Args.create_options(
          arguments, NamedValues.write(arena, options));
      PJRT_TopologyDescription_Create_Args.num_options(arguments, options.size());
      plugin.api().call(Slot.TOPOLOGY_DESCRIPTION_CREATE, arguments);
      long address = PJRT_TopologyDescription_Create_Args.topology(arguments).address();
      return new PjrtTopology(Handle.root(plugin.api(), PjrtHandleKind.TOPOLOGY, address));
    }
  }

  public String platformName() {
    return handle.calling(
        Slot.TOPOLOGY_DESCRIPTION_PLATFORM_NAME,
        _ -> {},
        a ->
            CText.read(
                PJRT_TopologyDescription_PlatformName_Args.platform_name(a),
                PJRT_TopologyDescription_PlatformName_Args.platform_name_size(a)));
  }

  public String platformVersion() {
    return handle.calling(
        Slot.TOPOLOGY_DESCRIPTION_PLATFORM_VERSION,
        _ -> {},
        a ->
            CText.read(
                PJRT_TopologyDescription_PlatformVersion_Args.platform_version(a),
                PJRT_TopologyDescription_PlatformVersion_Args.platform_version_size(a)));
  }

  public List<PjrtDeviceDescription> devices() {
    return handle.calling(
        Slot.TOPOLOGY_DESCRIPTION_GET_DEVICE_DESCRIPTIONS,
        _ -> {},
        a ->
            Arrays.stream(
                    CArray.longArray(
                        PJRT_TopologyDescription_GetDeviceDescriptions_Args.descriptions(a),
                        PJRT_TopologyDescription_GetDeviceDescriptions_Args.num_descriptions(a)))
                .mapToObj(device -> PjrtDeviceDescription.read(handle.api(), device))
                .toList());
  }

  /// Attributes as the platform defines them.
  public Map<String, PjrtValue> attributes() {
    return handle.calling(
        Slot.TOPOLOGY_DESCRIPTION_ATTRIBUTES,
        _ -> {},
        a ->
            NamedValues.read(
                PJRT_TopologyDescription_Attributes_Args.attributes(a),
                PJRT_TopologyDescription_Attributes_Args.num_attributes(a)));
  }

  /// Compiles without a client. The caller closes the program.
  ///
  /// @throws PjrtException with the compiler's words
  public PjrtCompiledProgram compile(PjrtProgram program, PjrtCompileOptions options) {
    return CompileThread.run(
        () -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment nativeProgram = PjrtExecutable.write(program, arena);
            MemorySegment nativeOptions = arena.allocateFrom(JAVA_BYTE, options.toByteArray());
            return handle.calling(
                Slot.COMPILE,
                a -> {
                  PJRT_Compile_Args.program(a, nativeProgram);
                  PJRT_Compile_Args.compile_options(a, nativeOptions);
                  PJRT_Compile_Args.compile_options_size(a, nativeOptions.byteSize());
                },
                a ->
                    PjrtCompiledProgram.owning(
                        handle.child(
                            PjrtHandleKind.COMPILED_PROGRAM,
                            PJRT_Compile_Args.executable(a).address())));
          }
        });
  }

  /// Closes the programs compiled for it, then the topology. Idempotent.
  @Override
  public void close() {
    handle.close();
  }
}
