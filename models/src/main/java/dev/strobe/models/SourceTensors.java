package dev.strobe.models;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/// Holds the tensors of a checkpoint against those that a model is made from.
final class SourceTensors {
  private SourceTensors() {}

  /// Refuses a checkpoint that lacks a tensor of the model, or has one that the model leaves out: a
  /// bias or expert that nobody adds would change every answer in silence.
  static void requireAllOf(ModelSource source, FlashModel model) {
    ImmutableSet<String> used =
        model.weights().values().stream().map(SourceTensors::tensor).collect(toImmutableSet());
    for (String name : used) {
      if (!source.tensors().containsKey(name)) {
        throw new UnsupportedModelException(
            "%s model requires tensor %s, got %d others in %s"
                .formatted(
                    model.config().family(), name, source.tensors().size(), source.origin()));
      }
    }
    for (String name : source.tensors().keySet()) {
      if (!used.contains(name) && !isHarmless(name)) {
        throw new UnsupportedModelException(
            "%s model requires only tensors that it can use, got %s in %s"
                .formatted(model.config().family(), Shown.of(Optional.of(name)), source.origin()));
      }
    }
  }

  private static String tensor(WeightExpression expression) {
    return switch (expression) {
      case WeightExpression.Tensor(String name) -> name;
      case WeightExpression.UnpermuteRotary(WeightExpression input, int _) -> tensor(input);
      case WeightExpression.AddOne(WeightExpression input) -> tensor(input);
      case WeightExpression.RowCodes(WeightExpression input) -> tensor(input);
      case WeightExpression.RowScales(WeightExpression input) -> tensor(input);
    };
  }

  /// A head beside a tied one, and rotation tables, which follow from the configuration.
  private static boolean isHarmless(String name) {
    return name.equals("lm_head.weight")
        || name.endsWith("rotary_emb.inv_freq")
        || name.endsWith("attn_rot_embd.weight");
  }
}
