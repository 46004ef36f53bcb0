package dev.strobe.runtime.compile;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.lowering.Lowering;
import java.util.OptionalLong;

/// What a program will need in memory, without a device: fused and legalised as for compiling it.
public final class ProgramForecast {
  private ProgramForecast() {}

  /// @param tempBytes that temporaries are to stay within, as far as that goes
  public static MemoryForecast of(Graph graph, Target target, OptionalLong tempBytes) {
    Program fused = StandardPipelines.of(tempBytes).run(Program.of(graph), target).program();
    return MemoryForecast.of(Lowering.lower(fused, target).program());
  }
}
