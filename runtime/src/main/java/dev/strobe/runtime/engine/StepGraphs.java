package dev.strobe.runtime.engine;

import dev.strobe.ir.Graph;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.StepShape;
import dev.strobe.models.WeightType;

/// The graphs of a model's steps.
///
/// @param weights how weights are kept
public record StepGraphs(FlashConfig config, WeightType weights) {
  /// The graph of a step, as the models module builds it.
  public Graph of(StepShape shape) {
    return FlashTransformer.step(config, shape, weights.precision());
  }
}
