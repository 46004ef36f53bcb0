package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Memory_AddressableByDevices_Args;
import dev.strobe.pjrt.raw.PJRT_Memory_DebugString_Args;
import dev.strobe.pjrt.raw.PJRT_Memory_Id_Args;
import dev.strobe.pjrt.raw.PJRT_Memory_Kind_Args;
import dev.strobe.pjrt.raw.PJRT_Memory_Kind_Id_Args;
import java.util.List;

/// A memory that buffers can lie in, such as a device's own or pinned host memory: borrowed, valid
/// as long as the client is open, nothing to close.
public final class PjrtMemory {
  private final PjrtClient client;
  private final long address;
  private final int id;
  private final int kindId;
  private final String kind;
  private final String debugText;

  /// Reads a memory while `client`'s handle is held.
  PjrtMemory(PjrtClient client, long address) {
    PluginApi api = client.api();
    this.client = client;
    this.address = address;
    this.id = api.query(Slot.MEMORY_ID, address, PJRT_Memory_Id_Args::id);
    this.kindId = api.query(Slot.MEMORY_KIND_ID, address, PJRT_Memory_Kind_Id_Args::kind_id);
    this.kind =
        api.query(
            Slot.MEMORY_KIND,
            address,
            a -> CText.read(PJRT_Memory_Kind_Args.kind(a), PJRT_Memory_Kind_Args.kind_size(a)));
    this.debugText =
        api.query(
            Slot.MEMORY_DEBUG_STRING,
            address,
            a ->
                CText.read(
                    PJRT_Memory_DebugString_Args.debug_string(a),
                    PJRT_Memory_DebugString_Args.debug_string_size(a)));
  }

  public int id() {
    return id;
  }

  /// The kind's name, such as `device`, `pinned_host` or `unpinned_host`.
  public String kind() {
    return kind;
  }

  /// The kind's number, stable within a platform.
  public int kindId() {
    return kindId;
  }

  public PjrtClient client() {
    return client;
  }

  /// The devices that can use this memory.
  public List<PjrtDevice> devices() {
    return client.ask(
        Slot.MEMORY_ADDRESSABLE_BY_DEVICES,
        address,
        a ->
            client
                .places()
                .devices(
                    PJRT_Memory_AddressableByDevices_Args.devices(a),
                    PJRT_Memory_AddressableByDevices_Args.num_devices(a)));
  }

  long address() {
    return address;
  }

  @Override
  public String toString() {
    return debugText;
  }
}
