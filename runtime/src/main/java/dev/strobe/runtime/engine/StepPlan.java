package dev.strobe.runtime.engine;

import dev.strobe.fusion.PassPipeline;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.models.StepShape;

/// The passes that a step is compiled with, and what it then needs.
record StepPlan(PassPipeline passes, StepMemory memory) {
  /// As every step is compiled for which there is memory.
  static StepPlan natural(StepGraphs graphs, StepShape shape) {
    PassPipeline passes = StandardPipelines.standard();
    return new StepPlan(passes, StepMemory.of(graphs, shape, passes));
  }

  /// With a lower peak, so that temporaries stay within so many bytes as far as that goes.
  ///
  /// A quarter of them is kept free, since forecasts of attention in chunks were so much too low.
  static StepPlan lowered(StepGraphs graphs, StepShape shape, long tempBytes) {
    PassPipeline passes = StandardPipelines.within(tempBytes - tempBytes / 4);
    StepMemory forecast = StepMemory.of(graphs, shape, passes);
    long margin = forecast.temporaries() / 3;
    return new StepPlan(
        passes,
        new StepMemory(
            forecast.weights(),
            forecast.caches(),
            forecast.temporaries() + margin,
            forecast.total() + margin));
  }
}
