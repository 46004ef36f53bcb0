package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Device_MemoryStats_Args;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/// What a device's allocator counts, in bytes; a count that the platform does not keep is empty.
///
/// @param bytesInUse allocated now
/// @param peakBytesInUse the most that was allocated at once
/// @param bytesLimit what can be allocated at most
/// @param bytesReserved set aside by the allocator
/// @param largestFreeBlockBytes the largest piece that could be allocated at once
/// @param poolBytes held from the system, in use or not
public record PjrtDeviceMemoryStats(
    long bytesInUse,
    OptionalLong peakBytesInUse,
    OptionalLong bytesLimit,
    OptionalLong bytesReserved,
    OptionalLong largestFreeBlockBytes,
    OptionalLong poolBytes) {

  static PjrtDeviceMemoryStats read(MemorySegment a) {
    return new PjrtDeviceMemoryStats(
        PJRT_Device_MemoryStats_Args.bytes_in_use(a),
        optional(
            PJRT_Device_MemoryStats_Args.peak_bytes_in_use_is_set(a),
            PJRT_Device_MemoryStats_Args.peak_bytes_in_use(a)),
        optional(
            PJRT_Device_MemoryStats_Args.bytes_limit_is_set(a),
            PJRT_Device_MemoryStats_Args.bytes_limit(a)),
        optional(
            PJRT_Device_MemoryStats_Args.bytes_reserved_is_set(a),
            PJRT_Device_MemoryStats_Args.bytes_reserved(a)),
        optional(
            PJRT_Device_MemoryStats_Args.largest_free_block_bytes_is_set(a),
            PJRT_Device_MemoryStats_Args.largest_free_block_bytes(a)),
        optional(
            PJRT_Device_MemoryStats_Args.pool_bytes_is_set(a),
            PJRT_Device_MemoryStats_Args.pool_bytes(a)));
  }

  private static OptionalLong optional(boolean set, long value) {
    return set ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
