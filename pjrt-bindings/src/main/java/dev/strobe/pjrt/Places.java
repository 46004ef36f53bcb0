package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Client_AddressableDevices_Args;
import dev.strobe.pjrt.raw.PJRT_Client_AddressableMemories_Args;
import dev.strobe.pjrt.raw.PJRT_Client_Devices_Args;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The devices and memories of a client, read once, so that a native pointer always becomes the
/// same Java object.
final class Places {
  private final PjrtClient client;
  private final Map<Long, PjrtDevice> devices = new LinkedHashMap<>();
  private final Map<Long, PjrtMemory> memories = new LinkedHashMap<>();
  private final List<PjrtDevice> addressable;

  /// Reads them while `client`'s handle, at `address`, is held.
  Places(PjrtClient client, long address) {
    this.client = client;
    for (long device :
        client
            .api()
            .query(
                Slot.CLIENT_DEVICES,
                address,
                a ->
                    CArray.longArray(
                        PJRT_Client_Devices_Args.devices(a),
                        PJRT_Client_Devices_Args.num_devices(a)))) {
      devices.put(device, new PjrtDevice(client, device));
    }
    this.addressable =
        client
            .api()
            .query(
                Slot.CLIENT_ADDRESSABLE_DEVICES,
                address,
                a ->
                    devices(
                        PJRT_Client_AddressableDevices_Args.addressable_devices(a),
                        PJRT_Client_AddressableDevices_Args.num_addressable_devices(a)));
    for (long memory :
        client
            .api()
            .query(
                Slot.CLIENT_ADDRESSABLE_MEMORIES,
                address,
                a ->
                    CArray.longArray(
                        PJRT_Client_AddressableMemories_Args.addressable_memories(a),
                        PJRT_Client_AddressableMemories_Args.num_addressable_memories(a)))) {
      memories.put(memory, new PjrtMemory(client, memory));
    }
  }

  List<PjrtDevice> devices() {
    return List.copyOf(devices.values());
  }

  List<PjrtDevice> addressableDevices() {
    return addressable;
  }

  List<PjrtMemory> memories() {
    return List.copyOf(memories.values());
  }

  /// The devices that an array of native pointers names.
  List<PjrtDevice> devices(MemorySegment pointers, long count) {
    List<PjrtDevice> found = new ArrayList<>();
    for (long address : CArray.longArray(pointers, count)) {
      found.add(device(address));
    }
    return List.copyOf(found);
  }

  PjrtDevice device(long address) {
    PjrtDevice device = devices.get(address);
    if (device == null) {
      throw new IllegalStateException(
          client.plugin() + " named a device that is not among the client's devices");
    }
    return device;
  }

  /// The memories that an array of native pointers names.
  List<PjrtMemory> memories(MemorySegment pointers, long count) {
    List<PjrtMemory> found = new ArrayList<>();
    for (long address : CArray.longArray(pointers, count)) {
      found.add(memory(address));
    }
    return List.copyOf(found);
  }

  PjrtMemory memory(long address) {
    PjrtMemory memory = memories.get(address);
    if (memory == null) {
      throw new IllegalStateException(
          client.plugin() + " named a memory that is not among the client's memories");
    }
    return memory;
  }
}
