package dev.strobe.runtime.engine;

import dev.strobe.models.StepShape;
import java.util.OptionalLong;

/// How a step is compiled, and what it then needs.
///
/// @param tempBytes that its temporaries are to stay within, where its peak has to be lowered
record StepPlan(OptionalLong tempBytes, StepMemory memory) {
  private static final long NEAR = 2 << 20;

  /// As every step is compiled for which there is memory.
  static StepPlan natural(StepGraphs graphs, StepShape shape) {
    return new StepPlan(OptionalLong.empty(), StepMemory.of(graphs, shape, OptionalLong.empty()));
  }

  /// With a lower peak, so that temporaries stay within so many bytes as far as that goes.
  static StepPlan lowered(StepGraphs graphs, StepShape shape, long tempBytes) {
    OptionalLong within = OptionalLong.of(within(tempBytes));
    StepMemory forecast = StepMemory.of(graphs, shape, within);
    long spare = spare(forecast.temporaries());
    return new StepPlan(
        within,
        new StepMemory(
            forecast.weights(),
            forecast.caches(),
            forecast.temporaries() + spare,
            forecast.total() + spare));
  }

  /// The largest forecast that leaves room for what it may be too low by.
  private static long within(long bytes) {
    return Math.max(bytes * 2 / 3, Math.min(bytes - NEAR, bytes * 9 / 10));
  }

  /// Forecasts are within a tenth of what compiled steps need, or within 2 MiB where that is more;
  /// those of small steps were up to a third too low.
  private static long spare(long forecast) {
    return Math.min(forecast / 2, Math.max(NEAR, forecast / 9));
  }
}
