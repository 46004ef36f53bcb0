package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Executable_GetCompiledMemoryStats_Args;
import java.lang.foreign.MemorySegment;

/// The memory that a compiled program needs on each device, in bytes, as the compiler planned it. A
/// number that the platform or an older plugin does not give is 0.
///
/// @param generatedCodeBytes machine code
/// @param argumentBytes all arguments
/// @param outputBytes all results, those in arguments' memory too
/// @param aliasBytes results that take the memory of donated arguments
/// @param tempBytes intermediate values, allocated for each execution
/// @param peakBytes the most that is in use at once, arguments and results included
/// @param totalBytes what the platform sums up
/// @param totalAllocationBytes all allocations of the plan
public record PjrtCompiledMemoryStats(
    long generatedCodeBytes,
    long argumentBytes,
    long outputBytes,
    long aliasBytes,
    long tempBytes,
    long peakBytes,
    long totalBytes,
    long totalAllocationBytes) {

  static PjrtCompiledMemoryStats read(MemorySegment a) {
    return new PjrtCompiledMemoryStats(
        PJRT_Executable_GetCompiledMemoryStats_Args.generated_code_size_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.argument_size_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.output_size_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.alias_size_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.temp_size_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.peak_memory_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.total_size_in_bytes(a),
        PJRT_Executable_GetCompiledMemoryStats_Args.total_allocation_bytes(a));
  }
}
