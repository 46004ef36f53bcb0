package dev.strobe.ir.op;

import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;

/// What the three batch normalisations have in common: statistics over all axes but the one of
/// features, and vectors with a number for each feature.
public final class BatchNorm {
  /// @param epsilon added to the variance before its root is taken
  /// @param featureIndex the axis that is not normalised over
  public record Axis(float epsilon, long featureIndex) {}

  /// Mean and variance of each feature, `[feature]`.
  public record Statistics(Value mean, Value variance) {}

  private BatchNorm() {}

  static void requireAxis(String op, Value operand, Axis axis) {
    TensorType type = operand.tensor();
    Checks.require(type.element().isFloat(), op + "_i1", "a float operand", type);
    Checks.require(
        axis.featureIndex >= 0 && axis.featureIndex < type.rank(),
        op + "_c1",
        "0 <= feature_index < rank(operand)",
        axis.featureIndex,
        type);
  }

  static void requireElement(String op, Value operand, Value... others) {
    for (Value other : others) {
      Checks.require(
          operand.tensor().element() == other.tensor().element(),
          op + "_c2",
          "one element type",
          operand.type(),
          other.type());
    }
  }

  /// The vector has a number for each feature.
  static void requireFeatures(String label, String what, Value vector, Value operand, Axis axis) {
    Checks.require(
        vector.tensor().equals(features(operand, axis)),
        label,
        "size(" + what + ") = dim(operand, feature_index)",
        vector.type(),
        operand.type());
  }

  static TensorType features(Value operand, Axis axis) {
    TensorType type = operand.tensor();
    return type.withDims(type.dim((int) axis.featureIndex));
  }
}
