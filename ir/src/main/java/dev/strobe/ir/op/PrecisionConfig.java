package dev.strobe.ir.op;

import dev.strobe.ir.op.DotGeneralOp.Precision;

/// Speed against accuracy of products on accelerators, for each of the two operands.
public record PrecisionConfig(Precision lhs, Precision rhs) {
  /// The same for both operands.
  public static PrecisionConfig both(Precision precision) {
    return new PrecisionConfig(precision, precision);
  }

  boolean isDefault() {
    return lhs == Precision.DEFAULT && rhs == Precision.DEFAULT;
  }
}
