package dev.strobe.runtime.device;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.pjrt.HostArray;
import dev.strobe.pjrt.HostSemantics;
import dev.strobe.pjrt.PjrtClient;
import dev.strobe.pjrt.PjrtClientOptions;
import dev.strobe.pjrt.PjrtCompileOptions;
import dev.strobe.pjrt.PjrtException;
import dev.strobe.pjrt.PjrtPlugin;
import dev.strobe.pjrt.PjrtProgram;
import dev.strobe.pjrt.PjrtVersion;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/// One device behind a PJRT plugin, or as many as replicas of a program run on.
///
/// Owns the plugin's client: closing it closes what is still open on it. All methods may be called
/// from any platform thread.
public final class Device implements AutoCloseable {
  /// The oldest that was seen to keep state in place; 0.106 and 0.81 copy it.
  private static final PjrtVersion OLDEST_IN_PLACE = new PjrtVersion(0, 115);

  private final PjrtClient client;

  private Device(PjrtClient client) {
    this.client = client;
  }

  /// Opens the first device of a plugin. On a CPU that is one device of all cores, although a CPU
  /// plugin would make four if not asked.
  ///
  /// @throws dev.strobe.pjrt.PjrtPluginException if the file is no usable plugin
  /// @throws dev.strobe.pjrt.PjrtException if it finds no device
  public static Device open(Path plugin) {
    return open(plugin, 1);
  }

  /// Opens a plugin for programs of so many replicas: a CPU is made to have as many devices.
  ///
  /// @throws IllegalArgumentException if another plugin has fewer devices
  public static Device open(Path plugin, int replicas) {
    PjrtPlugin loaded = PjrtPlugin.load(plugin);
    PjrtClient client = loaded.createClient(PjrtClientOptions.none());
    int devices = client.addressableDevices().size();
    if (isCpu(client) && devices != replicas) {
      client.close();
      return new Device(loaded.createClient(PjrtClientOptions.cpu(replicas)));
    }
    if (devices < replicas) {
      client.close();
      throw new IllegalArgumentException(
          replicas + " replicas require as many devices, got " + devices);
    }
    return new Device(client);
  }

  /// The plugin's library.
  public Path plugin() {
    return client.plugin().path();
  }

  /// Platform and versions in words; part of what compiled programs depend on.
  public String description() {
    return "%s %s, PJRT %s, %s"
        .formatted(
            client.platformName(),
            client.platformVersion(),
            client.plugin().version(),
            client.addressableDevices().getFirst().description().kind());
  }

  /// Versions and limits, for people.
  public DeviceDetails details() {
    return DeviceDetails.of(client, client.addressableDevices().getFirst(), isCpu(client));
  }

  /// What programs are made for.
  public Target target() {
    return Target.of(client.platformName());
  }

  /// Whether the plugin's compiler is known not to copy state that is updated in place. Older ones
  /// do, whatever the program says; their programs are right, and slower.
  public boolean keepsStateInPlace() {
    return client.plugin().version().compareTo(OLDEST_IN_PLACE) >= 0;
  }

  /// Copies a tensor to the device; the bytes may be changed when this returns.
  ///
  /// @param bytes dense, row-major, at least as many as the type needs, on the heap or not
  public DeviceTensor upload(TensorType type, MemorySegment bytes) {
    return upload(type, bytes, 0);
  }

  private DeviceTensor upload(TensorType type, MemorySegment bytes, int replica) {
    TransferEvent event = TransferEvent.begun();
    DeviceTensor uploaded = uploaded(type, bytes, replica);
    event.end(type, true);
    return uploaded;
  }

  private DeviceTensor uploaded(TensorType type, MemorySegment bytes, int replica) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment dense = bytes.asSlice(0, type.byteSize());
      MemorySegment source =
          dense.isNative()
              ? dense
              : arena.allocate(Math.max(1, dense.byteSize()), 16).copyFrom(dense);
      HostArray array = HostArray.copied(source, ElementTypes.shape(type));
      return new DeviceTensor(client.upload(array, client.addressableDevices().get(replica)), type);
    }
  }

  public DeviceTensor upload(Literal literal) {
    return upload(literal.type(), literal.segment());
  }

  /// Copies a tensor to the device that a replica runs on.
  public DeviceTensor upload(Literal literal, int replica) {
    return upload(literal.type(), literal.segment(), replica);
  }

  /// Hands over a tensor in a block of host memory, at a multiple of [HostBlock#ALIGNMENT]. A CPU
  /// uses it in place, so it must not be changed; other devices copy it. The block is closed later.
  public DeviceTensor adopt(TensorType type, HostBlock block, long offset) {
    HostSemantics semantics =
        isCpu(client) ? HostSemantics.ZERO_COPY : HostSemantics.UNTIL_TRANSFERRED;
    HostArray array = HostArray.lent(block.memory(), offset, ElementTypes.shape(type), semantics);
    return new DeviceTensor(client.upload(array), type);
  }

  /// Compiles StableHLO text with serialised compile options.
  ///
  /// @throws PjrtException with the compiler's words
  public Executable compile(String text, byte[] options) {
    return new Executable(client.compile(PjrtProgram.mlir(text), PjrtCompileOptions.of(options)));
  }

  /// Loads what [Executable#serialize] gave; empty if the plugin refuses it.
  public Optional<Executable> load(byte[] serialized) {
    try {
      return Optional.of(new Executable(client.deserialize(MemorySegment.ofArray(serialized))));
    } catch (PjrtException | IllegalArgumentException | UnsupportedOperationException e) {
      System.getLogger(Device.class.getName())
          .log(Level.DEBUG, "plugin refused a cached executable: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static boolean isCpu(PjrtClient client) {
    return client.platformName().equals("cpu");
  }
}
