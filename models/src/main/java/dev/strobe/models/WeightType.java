package dev.strobe.models;

import dev.strobe.ir.ElementType;

/// How a model's weight matrices are kept on a device; all else is f32.
public enum WeightType {
  F32,
  BF16,
  /// Symmetric integers of eight bits, with an f32 scale for each row (an output channel). Each row
  /// of activations that meets them is rounded to sixteen bits, by its largest magnitude.
  INT8;

  /// The precision of a build with such weights.
  public Precision precision() {
    return switch (this) {
      case F32 -> Precision.F32;
      case BF16 -> Precision.F32.withWeights(ElementType.BF16);
      case INT8 -> Precision.F32.withWeights(ElementType.S8);
    };
  }
}
