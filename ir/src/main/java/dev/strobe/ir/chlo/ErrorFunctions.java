package dev.strobe.ir.chlo;

/// The error function, its complement and its inverse.
final class ErrorFunctions {
  /// Above this the complement is less than the least f64.
  private static final double LARGEST = 28;

  private ErrorFunctions() {}

  static Real erf(Real x) {
    Real far = complement(x.abs()).from(1).times(x.sign());
    return x.abs().isBelow(1).choose(central(x), far);
  }

  static Real erfc(Real x) {
    Real tail = complement(x.abs());
    Real far = x.isBelow(0).choose(tail.from(2), tail);
    return x.abs().isBelow(0.5).choose(central(x).from(1), far);
  }

  /// erf near zero.
  private static Real central(Real x) {
    return x.times(Fit.ERF.at(x.squared()));
  }

  /// erfc for `x >= 0.5`, without the rounding of the square, which the exponential would magnify.
  private static Real complement(Real x) {
    Real a = x.least(LARGEST);
    Real leading = FloatBits.leading(a);
    Real square = leading.squared().negated().exp();
    Real rest = a.minus(leading).times(a.plus(leading)).negated().exp();
    Real scaled = Fit.ERFCX.at(a.minus(3).over(a.plus(3))).over(a.times(2).plus(1));
    return square.times(rest.times(scaled));
  }

  static Real erfInv(Real x) {
    Real a = x.abs();
    Real near = x.squared().negated().log1p();
    Real far = a.from(1).times(a.plus(1)).log();
    Real w = a.isBelow(0.5).choose(near, far).negated();
    Real ratio =
        w.isBelow(6.25).choose(Fit.ERF_INV.at(w), Fit.ERF_INV_TAIL.at(w.sqrt().minus(2.5)));
    return a.isEqualTo(1).choose(x.times(Double.POSITIVE_INFINITY), x.times(ratio));
  }
}
