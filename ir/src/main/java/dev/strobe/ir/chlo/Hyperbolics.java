package dev.strobe.ir.chlo;

/// Inverse trigonometric, hyperbolic and inverse hyperbolic functions of real numbers.
final class Hyperbolics {
  private static final double LOG_2 = 0.6931471805599453;

  /// From here on `x + 1` is `x` in f64, and the square of `x` is finite in f32.
  private static final double LARGE = 0x1p60;

  private Hyperbolics() {}

  static Real asin(Real x) {
    return x.angle(unitCircle(x));
  }

  static Real acos(Real x) {
    return unitCircle(x).angle(x);
  }

  /// `sqrt(1 - x^2)`, also where that is small.
  private static Real unitCircle(Real x) {
    return x.from(1).times(x.plus(1)).sqrt();
  }

  static Real atan(Real x) {
    return x.angle(x.constant(1));
  }

  static Real asinh(Real x) {
    Real a = x.abs();
    Real square = a.squared();
    Real near = a.plus(square.over(square.plus(1).sqrt().plus(1))).log1p();
    return FloatBits.withSignOf(largeOr(a, near), x);
  }

  static Real acosh(Real x) {
    Real t = x.minus(1);
    return largeOr(x, t.plus(t.sqrt().times(x.plus(1).sqrt())).log1p());
  }

  /// `log(2x)` where that is all there is.
  private static Real largeOr(Real x, Real near) {
    return x.isBelow(LARGE).choose(near, x.log().plus(LOG_2));
  }

  static Real atanh(Real x) {
    return x.log1p().minus(x.negated().log1p()).times(0.5);
  }

  static Real sinh(Real x) {
    Real a = x.abs();
    Real e = a.expm1();
    Real near = e.plus(e.over(e.plus(1))).times(0.5);
    Real half = a.times(0.5).exp();
    Real far = half.times(0.5).times(half);
    return FloatBits.withSignOf(a.isBelow(40).choose(near, far), x);
  }

  static Real cosh(Real x) {
    Real half = x.abs().times(0.5).exp();
    Real whole = x.abs().exp();
    Real near = whole.plus(whole.under(1)).times(0.5);
    return x.abs().isBelow(40).choose(near, half.times(0.5).times(half));
  }
}
