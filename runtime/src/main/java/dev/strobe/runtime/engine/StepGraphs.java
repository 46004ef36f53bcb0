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
/// @param copied whether the rows of matrices are copied from the checkpoint: then those that one
///   value is multiplied by are put together, so that there are fewer products to launch
public record StepGraphs(FlashConfig config, WeightType weights, boolean copied) {
  /// Those of a checkpoint.
  public static StepGraphs of(Checkpoint checkpoint, FlashModel model, WeightType weights) {
    ElementType element = weights.precision().weights();
    boolean inPlace =
        WeightLoader.mayUseMatricesInPlace(checkpoint, model.kept(weights).weights(), element);
    return new StepGraphs(model.config(), weights, !inPlace);
  }

  public StepGraphs withConfig(FlashConfig other) {
    return new StepGraphs(other, weights, copied);
  }

  /// The graph of a step, as the models module builds it but for merged weights. Those in bf16 stay
  /// apart, since that is faster.
  public Graph of(StepShape shape) {
    Graph built = FlashTransformer.step(config, shape, weights.precision());
    return copied && weights != WeightType.BF16 ? MergedWeights.of(built) : built;
  }
}
