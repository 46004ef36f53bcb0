package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_DeviceDescription_Attributes_Args;
import dev.strobe.pjrt.raw.PJRT_Device_AddressableMemories_Args;
import dev.strobe.pjrt.raw.PJRT_Device_DefaultMemory_Args;
import dev.strobe.pjrt.raw.PJRT_Device_GetDescription_Args;
import dev.strobe.pjrt.raw.PJRT_Device_IsAddressable_Args;
import dev.strobe.pjrt.raw.PJRT_Device_LocalHardwareId_Args;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A device of a client: borrowed, valid as long as the client is open, nothing to close.
///
/// What is fixed is read once and stays readable; the methods that ask the plugin throw
/// [IllegalStateException] after the client is closed.
public final class PjrtDevice {
  private final PjrtClient client;
  private final long address;
  private final long descriptionAddress;
  private final PjrtDeviceDescription description;
  private final boolean addressable;
  private final OptionalInt localHardwareId;

  /// Reads a device while `client`'s handle is held.
  PjrtDevice(PjrtClient client, long address) {
    PluginApi api = client.api();
    this.client = client;
    this.address = address;
    this.descriptionAddress =
        api.query(
            Slot.DEVICE_GET_DESCRIPTION,
            address,
            a -> PJRT_Device_GetDescription_Args.device_description(a).address());
    this.description = PjrtDeviceDescription.read(api, descriptionAddress);
    this.addressable =
        api.query(
            Slot.DEVICE_IS_ADDRESSABLE, address, PJRT_Device_IsAddressable_Args::is_addressable);
    this.localHardwareId =
        addressable
            ? OptionalInt.of(
                api.query(
                    Slot.DEVICE_LOCAL_HARDWARE_ID,
                    address,
                    PJRT_Device_LocalHardwareId_Args::local_hardware_id))
            : OptionalInt.empty();
  }

  /// The number that is unique among all devices of all processes.
  public int id() {
    return description.id();
  }

  /// What the device is: id, process, kind, words.
  public PjrtDeviceDescription description() {
    return description;
  }

  /// Whether this process can execute on it.
  public boolean isAddressable() {
    return addressable;
  }

  /// The number of the device on this machine; empty for another process's device.
  public OptionalInt localHardwareId() {
    return localHardwareId;
  }

  public PjrtClient client() {
    return client;
  }

  /// Attributes that the platform defines; a plugin's unknown kinds of values are kept opaque.
  public Map<String, PjrtValue> attributes() {
    return client.ask(
        Slot.DEVICE_DESCRIPTION_ATTRIBUTES,
        descriptionAddress,
        a ->
            NamedValues.read(
                PJRT_DeviceDescription_Attributes_Args.attributes(a),
                PJRT_DeviceDescription_Attributes_Args.num_attributes(a)));
  }

  /// The memories that programs on this device can use.
  public List<PjrtMemory> memories() {
    return client.ask(
        Slot.DEVICE_ADDRESSABLE_MEMORIES,
        address,
        a ->
            client
                .places()
                .memories(
                    PJRT_Device_AddressableMemories_Args.memories(a),
                    PJRT_Device_AddressableMemories_Args.num_memories(a)));
  }

  /// The memory that buffers go to when none is named.
  public PjrtMemory defaultMemory() {
    return client.ask(
        Slot.DEVICE_DEFAULT_MEMORY,
        address,
        a -> client.places().memory(PJRT_Device_DefaultMemory_Args.memory(a).address()));
  }

  /// What the device's allocator has in use; empty where the platform does not count, as on CPUs.
  public Optional<PjrtDeviceMemoryStats> memoryStats() {
    return client
        .api()
        .ifSupported(
            () -> client.ask(Slot.DEVICE_MEMORY_STATS, address, PjrtDeviceMemoryStats::read));
  }

  /// Sets the allocator's peaks back to what is in use now.
  ///
  /// @throws UnsupportedOperationException where the plugin lacks the function
  /// @throws PjrtException with `UNIMPLEMENTED` where the platform does not count
  public void clearMemoryStats() {
    client.tell(Slot.DEVICE_CLEAR_MEMORY_STATS, address);
  }

  long address() {
    return address;
  }

  /// As the plugin describes it.
  @Override
  public String toString() {
    return description.text();
  }
}
