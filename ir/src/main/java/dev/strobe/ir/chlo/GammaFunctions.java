package dev.strobe.ir.chlo;

import dev.strobe.ir.ElementType;

/// The logarithm of the gamma function and its derivative.
final class GammaFunctions {
  private static final double LOG_PI = 1.1447298858494002;

  /// `(log(2 pi) - 1) / 2`, Stirling's constant where the logarithm has one taken off.
  private static final double STIRLING = 0.4189385332046727;

  private GammaFunctions() {}

  /// The logarithm of the absolute value; infinite at the poles.
  static Real lgamma(Real x) {
    Condition negative = x.isBelow(0);
    Real positive = lgammaOfPositive(negative.choose(x.from(1), x));
    Real reflected = x.piTimesFraction().sin().abs().log().from(LOG_PI).minus(positive);
    Real result = negative.choose(reflected, positive);
    return x.abs().isEqualTo(Double.POSITIVE_INFINITY).choose(x.abs(), result);
  }

  private static Real lgammaOfPositive(Real x) {
    Condition low = x.isBelow(1.5);
    Real y = low.choose(x, x.minus(1));
    Real fromTwo = low.choose(x.minus(1), x.minus(2));
    Real central = fromTwo.times(y).times(Fit.LGAMMA.at(y));
    Real near = low.choose(central.minus(x.log()), central);
    Real inverse = x.under(1);
    Real far =
        x.minus(0.5)
            .times(x.log().minus(1))
            .plus(inverse.times(Fit.STIRLING.at(inverse.squared())).plus(STIRLING));
    return x.isBelow(3).choose(near, far);
  }

  /// The derivative of the logarithm; not a number at the poles.
  static Real digamma(Real x) {
    Condition negative = x.isBelow(0);
    Real positive = digammaOfPositive(negative.choose(x.from(1), x));
    Real reflection = x.piTimesFraction().tan().under(Math.PI);
    Real result = negative.choose(positive.minus(reflection), positive);
    Condition pole = x.isAbove(0).not().and(x.isWhole());
    return pole.choose(Double.NaN, result);
  }

  private static Real digammaOfPositive(Real x) {
    Condition low = x.isBelow(1);
    Real y = low.choose(x, x.minus(1));
    Real slope = Fit.DIGAMMA.at(y).times(aboveRoot(y));
    Real near = low.choose(slope.minus(x.under(1)), slope);
    Real inverse = x.under(1);
    Real square = inverse.squared();
    Real far = x.log().minus(inverse.times(0.5)).minus(square.times(Fit.DIGAMMA_TAIL.at(square)));
    return x.isBelow(2).choose(near, far);
  }

  /// `1 + y` less the root of digamma, which takes two floats to write down.
  private static Real aboveRoot(Real y) {
    return y.element() == ElementType.F64
        ? y.minus(0.46163214496836236).plus(1.5522348162858677e-17)
        : y.minus(0.4616321325302124).minus(1.2438149938918909e-08);
  }
}
