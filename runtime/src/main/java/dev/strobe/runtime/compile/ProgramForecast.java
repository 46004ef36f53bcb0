package dev.strobe.runtime.compile;

import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.lowering.Lowering;

/// What a program will need in memory, without a device: fused and legalised as for compiling it
/// with some passes.
public final class ProgramForecast {
  private ProgramForecast() {}

  public static MemoryForecast of(Graph graph, Target target, PassPipeline passes) {
    Program fused = passes.run(Program.of(graph), target).program();
    return MemoryForecast.of(Lowering.lower(fused, target).program());
  }
}
