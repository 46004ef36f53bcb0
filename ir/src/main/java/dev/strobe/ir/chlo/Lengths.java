package dev.strobe.ir.chlo;

/// Lengths of vectors that neither overflow nor underflow before their result does.
final class Lengths {
  private Lengths() {}

  /// @param largest the larger of both coordinates
  record Scaled(Real largest, Real length) {}

  /// The length of `(x, y)`, both at least zero.
  static Real of(Real x, Real y) {
    return scaled(x, y).length();
  }

  static Scaled scaled(Real x, Real y) {
    Real largest = x.most(y);
    Real smallest = x.least(y);
    Real ratio = smallest.over(largest);
    Real length = largest.times(ratio.squared().plus(1).sqrt());
    Condition exact = smallest.isEqualTo(0).or(largest.isEqualTo(Double.POSITIVE_INFINITY));
    return new Scaled(largest, exact.choose(largest, length));
  }
}
