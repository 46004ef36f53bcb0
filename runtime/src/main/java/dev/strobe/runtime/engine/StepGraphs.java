package dev.strobe.runtime.engine;

import dev.strobe.fusion.MergedWeights;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashModel;
import dev.strobe.models.FlashTransformer;
import dev.strobe.models.StepShape;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.checkpoint.Checkpoint;

/// The graphs of a model's steps.
///
/// @param weights how weights are kept
/// @param merged whether weights that one value is multiplied by are one: fewer products to launch,
///   where their rows have to be copied from the checkpoint anyway
public record StepGraphs(FlashConfig config, WeightType weights, boolean merged) {
  /// Those of a checkpoint.
  public static StepGraphs of(Checkpoint checkpoint, FlashModel model, WeightType weights) {
    ElementType element = weights.precision().weights();
    boolean inPlace =
        WeightLoader.mayUseMatricesInPlace(checkpoint, model.kept(weights).weights(), element);
    return new StepGraphs(model.config(), weights, !inPlace);
  }

  public StepGraphs withConfig(FlashConfig other) {
    return new StepGraphs(other, weights, merged);
  }

  /// The graph of a step, as the models module builds it but for merged weights.
  public Graph of(StepShape shape) {
    Graph built = FlashTransformer.step(config, shape, weights.precision());
    return merged ? MergedWeights.of(built) : built;
  }
}
