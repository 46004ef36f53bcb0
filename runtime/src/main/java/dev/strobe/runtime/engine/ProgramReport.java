package dev.strobe.runtime.engine;

import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.device.MemoryReport;
import java.util.List;

/// How a model's programs were had, and the most memory that any of them needs.
///
/// @param compileMs summed over all programs
/// @param executablesHit programs found in the disk cache
/// @param executablesCompiled programs compiled anew
/// @param memory the largest of every field
public record ProgramReport(
    double compileMs, int executablesHit, int executablesCompiled, MemoryReport memory) {
  static ProgramReport of(List<CompiledProgram> programs) {
    int hits = (int) programs.stream().filter(CompiledProgram::fromCache).count();
    return new ProgramReport(
        programs.stream().mapToDouble(CompiledProgram::milliseconds).sum(),
        hits,
        programs.size() - hits,
        programs.stream()
            .map(program -> program.executable().memory())
            .reduce(MemoryReport.NONE, MemoryReport::max));
  }
}
