package dev.strobe.ir.chlo;

/// Modified Bessel functions of the first kind.
final class BesselFunctions {
  private BesselFunctions() {}

  /// `exp(-|x|) I1(x)`.
  static Real i1e(Real x) {
    Real a = x.abs();
    Real near = x.times(Fit.BESSEL_I1E.at(a));
    Real far = x.sign().times(Fit.BESSEL_I1E_TAIL.at(a.under(1).minus(0.0625))).over(a.sqrt());
    return a.isBelow(8).choose(near, far);
  }
}
