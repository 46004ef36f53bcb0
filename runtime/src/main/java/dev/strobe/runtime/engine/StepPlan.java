package dev.strobe.runtime.engine;

import dev.strobe.models.StepShape;
import java.util.OptionalLong;

/// How a step is compiled, and what it then needs.
///
/// @param tempBytes that its temporaries are to stay within, where its peak has to be lowered
record StepPlan(OptionalLong tempBytes, StepMemory memory) {
  /// As every step is compiled for which there is memory.
  static StepPlan natural(StepGraphs graphs, StepShape shape) {
    return new StepPlan(OptionalLong.empty(), StepMemory.of(graphs, shape, OptionalLong.empty()));
  }

  /// With a lower peak, so that temporaries stay within so many bytes as far as that goes.
  ///
  /// A quarter of them is kept free, since forecasts of attention in chunks were so much too low.
  static StepPlan lowered(StepGraphs graphs, StepShape shape, long tempBytes) {
    OptionalLong within = OptionalLong.of(tempBytes - tempBytes / 4);
    StepMemory forecast = StepMemory.of(graphs, shape, within);
    long margin = forecast.temporaries() / 3;
    return new StepPlan(
        within,
        new StepMemory(
            forecast.weights(),
            forecast.caches(),
            forecast.temporaries() + margin,
            forecast.total() + margin));
  }
}
