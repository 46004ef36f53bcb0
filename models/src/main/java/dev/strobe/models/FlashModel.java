package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// A model that can be built: its configuration, and for each weight parameter of its graphs how to
/// make it from the checkpoint. Element types are the graphs': only integers are told apart here.
public record FlashModel(FlashConfig config, ImmutableMap<String, WeightExpression> weights) {
  /// The same model for graphs whose weights are kept so.
  public FlashModel kept(WeightType type) {
    return type == WeightType.INT8 ? quantized() : this;
  }

  /// The same model for graphs of integer weights: each matrix as integers, its scales beside it.
  private FlashModel quantized() {
    ImmutableMap.Builder<String, WeightExpression> all = ImmutableMap.builder();
    weights.forEach(
        (name, whole) -> {
          if (WeightNames.isMatrix(name)) {
            all.put(name, new WeightExpression.RowCodes(whole));
            all.put(WeightMatrix.scales(name), new WeightExpression.RowScales(whole));
          } else {
            all.put(name, whole);
          }
        });
    return new FlashModel(config, all.buildOrThrow());
  }
}
