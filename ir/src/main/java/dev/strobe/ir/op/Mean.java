package dev.strobe.ir.op;

/// How a sum becomes a mean: the two differ in their last bit.
public enum Mean {
  /// Times one over the count.
  SCALED,
  /// Divided by the count.
  DIVIDED
}
