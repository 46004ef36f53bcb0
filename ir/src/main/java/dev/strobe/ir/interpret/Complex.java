package dev.strobe.ir.interpret;

/// A complex number under interpretation.
record Complex(double re, double im) {
  static final Complex ONE = new Complex(1, 0);

  Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  Complex minus(Complex other) {
    return new Complex(re - other.re, im - other.im);
  }

  Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  /// Smith's scaled division, which does not overflow where the quotient does not.
  Complex over(Complex other) {
    if (other.re == 0 && other.im == 0) {
      return new Complex(re / other.re, im / other.re);
    }
    if (Math.abs(other.re) >= Math.abs(other.im)) {
      double ratio = other.im / other.re;
      double scale = other.re + other.im * ratio;
      return new Complex((re + im * ratio) / scale, (im - re * ratio) / scale);
    }
    double ratio = other.re / other.im;
    double scale = other.re * ratio + other.im;
    return new Complex((re * ratio + im) / scale, (im * ratio - re) / scale);
  }

  Complex negated() {
    return new Complex(-re, -im);
  }

  double abs() {
    return StrictMath.hypot(re, im);
  }

  Complex exp() {
    double scale = StrictMath.exp(re);
    return im == 0 ? new Complex(scale, im) : polar(scale, im);
  }

  Complex expm1() {
    double half = StrictMath.sin(im / 2);
    double real = StrictMath.expm1(re) * StrictMath.cos(im) - 2 * half * half;
    return new Complex(real, StrictMath.exp(re) * StrictMath.sin(im));
  }

  Complex log() {
    double major = Math.max(Math.abs(re), Math.abs(im));
    double minor = Math.min(Math.abs(re), Math.abs(im));
    // Near the unit circle the logarithm of a rounded length would be mostly rounding.
    double real =
        major > 0.5 && major < 2
            ? 0.5 * StrictMath.log1p((major - 1) * (major + 1) + minor * minor)
            : StrictMath.log(abs());
    return new Complex(real, StrictMath.atan2(im, re));
  }

  Complex log1p() {
    double square = re * (2 + re) + im * im;
    double real = Math.abs(square) < 0.5 ? 0.5 * StrictMath.log1p(square) : plus(ONE).log().re;
    return new Complex(real, StrictMath.atan2(im, 1 + re));
  }

  Complex sin() {
    return new Complex(
        StrictMath.sin(re) * StrictMath.cosh(im), StrictMath.cos(re) * StrictMath.sinh(im));
  }

  Complex cos() {
    return new Complex(
        StrictMath.cos(re) * StrictMath.cosh(im), -StrictMath.sin(re) * StrictMath.sinh(im));
  }

  /// Kahan's formula, which keeps the distance to the poles.
  Complex tanh() {
    if (Math.abs(re) > 20) {
      double tail = 4 * StrictMath.exp(-2 * Math.abs(re)) * StrictMath.sin(2 * im) / 2;
      return new Complex(Math.signum(re), tail);
    }
    double tangent = StrictMath.tan(im);
    double sine = StrictMath.sinh(re);
    double stretch = 1 + tangent * tangent;
    double scale = 1 + stretch * sine * sine;
    return new Complex(stretch * Math.sqrt(1 + sine * sine) * sine / scale, tangent / scale);
  }

  Complex tan() {
    Complex turned = new Complex(-im, re).tanh();
    return new Complex(turned.im, -turned.re);
  }

  /// The principal root, whose angle is a third.
  Complex cbrt() {
    return polar(StrictMath.cbrt(abs()), StrictMath.atan2(im, re) / 3);
  }

  /// The angle of `x + iy` for this `y`: `-i log((x + iy) / sqrt(x^2 + y^2))`.
  Complex atan2(Complex x) {
    Complex direction = new Complex(x.re - im, x.im + re);
    Complex log = direction.over(x.times(x).plus(times(this)).sqrt()).log();
    return new Complex(log.im, -log.re);
  }

  Complex logistic() {
    return ONE.over(ONE.plus(negated().exp()));
  }

  Complex sqrt() {
    if (re == 0 && im == 0) {
      return new Complex(0, im);
    }
    double half = Math.sqrt((Math.abs(re) + abs()) / 2);
    return re >= 0
        ? new Complex(half, im / (2 * half))
        : new Complex(Math.abs(im) / (2 * half), Math.copySign(half, im));
  }

  Complex sign() {
    if (Double.isNaN(re) || Double.isNaN(im)) {
      return new Complex(Double.NaN, Double.NaN);
    }
    double length = abs();
    return length == 0 ? new Complex(0, 0) : new Complex(re / length, im / length);
  }

  Complex power(Complex exponent) {
    if (exponent.re == 0 && exponent.im == 0) {
      return ONE;
    }
    return re == 0 && im == 0 ? new Complex(0, 0) : log().times(exponent).exp();
  }

  /// Orders by real part, then imaginary part; false where either is NaN.
  boolean isBelow(Complex other) {
    return re < other.re || (re == other.re && im < other.im);
  }

  private static Complex polar(double length, double angle) {
    return new Complex(length * StrictMath.cos(angle), length * StrictMath.sin(angle));
  }
}
