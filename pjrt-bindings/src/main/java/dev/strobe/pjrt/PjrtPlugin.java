package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.strobe.pjrt.raw.PJRT_Plugin_Attributes_Args;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A loaded PJRT plugin: the shared library that compiles for and drives one kind of device.
///
/// Loaded once per real path and initialised exactly once; it stays loaded for the life of the
/// process, since unloading would drop what is registered in it. A plugin reads the process's C
/// environment when it is loaded: an unknown flag in `XLA_FLAGS` ends the process there, without a
/// Java exception, so prefer option overrides at compile time. `TF_CPP_MIN_LOG_LEVEL` is set to 3
/// (fatal only) unless the user has set it; errors arrive as exceptions anyway.
///
/// The process may end with clients open and devices at work, by [System#exit(int)], by a signal or
/// because `main` returned: it then leaves without the C library's exit handlers, which would take
/// from the plugin's threads what they are using.
public final class PjrtPlugin {
  private static final String ENTRY_POINT = "GetPjrtApi";
  private static final Map<Path, PjrtPlugin> LOADED = new ConcurrentHashMap<>();

  private final Path path;
  private final PluginApi api;
  private final ExtensionChain extensions;
  private final Map<String, PjrtValue> attributes;

  private PjrtPlugin(Path path, PluginApi api) {
    this.path = path;
    this.api = api;
    requireUsable(api);
    this.extensions = new ExtensionChain(api.name(), api.extensions());
    initialize(api);
    this.attributes = readAttributes(api);
  }

  /// Loads the plugin at `path`, or returns the one that is loaded from there.
  ///
  /// @throws PjrtPluginException if the file is no usable plugin; nothing was loaded then unless
  ///   the message names a version or a missing library
  /// @throws PjrtException if the plugin refuses to start
  public static PjrtPlugin load(Path path) {
    Path real = realPath(path);
    return LOADED.computeIfAbsent(real, PjrtPlugin::open);
  }

  private static Path realPath(Path path) {
    try {
      Path real = path.toRealPath();
      if (!Files.isRegularFile(real)) {
        throw new PjrtPluginException(path + " requires a plugin's file, got no regular file");
      }
      return real;
    } catch (IOException e) {
      throw new PjrtPluginException(path + " requires an existing plugin file, got none", e);
    }
  }

  private static PjrtPlugin open(Path real) {
    ElfFile.requireExports(real, ENTRY_POINT);
    CEnvironment.setIfAbsent("TF_CPP_MIN_LOG_LEVEL", "3");
    PjrtPlugin plugin = of(real, entryPoint(real));
    ProcessEnd.guard(() -> plugin.liveHandles().containsKey(PjrtHandleKind.CLIENT));
    return plugin;
  }

  /// A plugin around a function table that is in memory already; `path` only names it.
  static PjrtPlugin of(Path path, MemorySegment table) {
    return new PjrtPlugin(path, new PluginApi(path.toString(), build(path), table));
  }

  private static String build(Path path) {
    try {
      return path.getFileName() + " of " + Files.size(path) + " bytes";
    } catch (IOException e) {
      // Only a table that came from no file gets here.
      return path.getFileName() + " of no file";
    }
  }

  private static MemorySegment entryPoint(Path real) {
    MemorySegment function;
    try {
      function = SymbolLookup.libraryLookup(real, Arena.global()).findOrThrow(ENTRY_POINT);
    } catch (IllegalArgumentException e) {
      throw new PjrtPluginException(
          real + " requires libraries that this machine lacks; `ldd " + real + "` names them", e);
    }
    try {
      return (MemorySegment)
          Linker.nativeLinker()
              .downcallHandle(function, FunctionDescriptor.of(ADDRESS))
              .invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(ENTRY_POINT + " could not be called", e);
    }
  }

  private static void requireUsable(PluginApi api) {
    PjrtVersion version = api.version();
    if (version.major() != PjrtVersion.OLDEST.major()
        || !version.reaches(PjrtVersion.OLDEST.minor())) {
      throw new PjrtPluginException(
          api.name() + " requires PJRT API " + PjrtVersion.OLDEST + " or later, got " + version);
    }
    for (Slot slot : List.of(Slot.ERROR_MESSAGE, Slot.ERROR_GET_CODE, Slot.ERROR_DESTROY)) {
      if (!api.has(slot)) {
        throw new PjrtPluginException(api.name() + " requires " + slot.function() + ", got null");
      }
    }
  }

  private static void initialize(PluginApi api) {
    if (api.has(Slot.PLUGIN_INITIALIZE)) {
      try (Arena arena = Arena.ofConfined()) {
        api.call(Slot.PLUGIN_INITIALIZE, PluginApi.arguments(Slot.PLUGIN_INITIALIZE, arena));
      }
    }
  }

  private static Map<String, PjrtValue> readAttributes(PluginApi api) {
    if (!api.has(Slot.PLUGIN_ATTRIBUTES)) {
      return Map.of();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = PluginApi.arguments(Slot.PLUGIN_ATTRIBUTES, arena);
      api.call(Slot.PLUGIN_ATTRIBUTES, arguments);
      return NamedValues.read(
          PJRT_Plugin_Attributes_Args.attributes(arguments),
          PJRT_Plugin_Attributes_Args.num_attributes(arguments));
    }
  }

  /// The file, as the file system resolves it.
  public Path path() {
    return path;
  }

  /// The version of the C API that the plugin implements.
  public PjrtVersion version() {
    return api.version();
  }

  /// What the plugin tells about itself before there is a client, such as `xla_version`,
  /// `stablehlo_current_version` and `stablehlo_minimum_version`.
  public Map<String, PjrtValue> attributes() {
    return attributes;
  }

  /// The extensions in the plugin's order.
  public List<PjrtExtension> extensions() {
    return extensions.all();
  }

  /// Opens a client. The caller closes it.
  ///
  /// @throws PjrtException if the plugin refuses an option or finds no device
  public PjrtClient createClient(PjrtClientOptions options) {
    return PjrtClient.create(this, options);
  }

  /// Describes devices that need not be in this machine, to compile for them, such as `v5e:2x2`
  /// with a TPU plugin. The caller closes it.
  ///
  /// @throws UnsupportedOperationException or [PjrtException] where the plugin cannot
  public PjrtTopology createTopology(String name, Map<String, PjrtValue> options) {
    return PjrtTopology.create(this, name, options);
  }

  /// How many native objects of each kind are open in this process for this plugin; kinds with none
  /// are left out, so an empty map says that all were given back.
  public Map<PjrtHandleKind, Long> liveHandles() {
    return api.handles().nonZero();
  }

  PluginApi api() {
    return api;
  }

  ExtensionChain extensionChain() {
    return extensions;
  }

  @Override
  public String toString() {
    return path.getFileName() + " (PJRT API " + version() + ")";
  }
}
