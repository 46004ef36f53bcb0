package dev.strobe.pjrt;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Where a new buffer goes: a device and, unless it is the device's default, a memory.
record Placement(PjrtDevice device, Optional<PjrtMemory> memory) {

  /// The device's default memory.
  ///
  /// @throws IllegalArgumentException if the device is another client's or another process's
  static Placement on(PjrtClient client, PjrtDevice device) {
    if (device.client() != client) {
      throw new IllegalArgumentException(
          "buffer requires a device of " + client + ", got one of " + device.client());
    }
    if (!device.isAddressable()) {
      throw new IllegalArgumentException("buffer requires a device of this process, got " + device);
    }
    return new Placement(device, Optional.empty());
  }

  /// A memory, and the first device that can use it.
  ///
  /// @throws IllegalArgumentException if the memory is another client's
  static Placement in(PjrtClient client, PjrtMemory memory) {
    if (memory.client() != client) {
      throw new IllegalArgumentException(
          "buffer requires a memory of " + client + ", got one of " + memory.client());
    }
    return new Placement(memory.devices().getFirst(), Optional.of(memory));
  }

  MemorySegment deviceAddress() {
    return MemorySegment.ofAddress(device.address());
  }

  /// The memory's address, null for the device's default.
  MemorySegment memoryAddress() {
    return MemorySegment.ofAddress(memory.map(PjrtMemory::address).orElse(0L));
  }
}
