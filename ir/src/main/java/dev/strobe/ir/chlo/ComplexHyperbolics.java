package dev.strobe.ir.chlo;

/// Hyperbolic and inverse hyperbolic functions of complex numbers, and the trigonometric ones that
/// are the same a quarter turn on.
final class ComplexHyperbolics {
  private ComplexHyperbolics() {}

  /// `sinh x cos y + i cosh x sin y`.
  static ComplexNumber sinh(ComplexNumber z) {
    Exponentials e = Exponentials.of(z.re());
    return new ComplexNumber(e.sinhTimes(z.im().cos()), e.coshTimes(z.im().sin()));
  }

  /// `cosh x cos y + i sinh x sin y`.
  static ComplexNumber cosh(ComplexNumber z) {
    Exponentials e = Exponentials.of(z.re());
    return new ComplexNumber(e.coshTimes(z.im().cos()), e.sinhTimes(z.im().sin()));
  }

  /// `(sin x cos x + i sinh y cosh y) / (cos^2 x + sinh^2 y)`.
  static ComplexNumber tan(ComplexNumber z) {
    Real sine = z.re().sin();
    Real cosine = z.re().cos();
    Real y = z.im().abs();
    Real sinh = Hyperbolics.sinh(y);
    Real below = cosine.squared().plus(sinh.squared());
    Real product = sine.times(cosine);
    Condition far = y.isAbove(20);
    Real decayed = product.times(4).times(y.times(-2).exp());
    Real im = far.choose(1, sinh.times(Hyperbolics.cosh(y)).over(below));
    return new ComplexNumber(
        far.choose(decayed, product.over(below)), FloatBits.withSignOf(im, z.im()));
  }

  static ComplexNumber atan(ComplexNumber z) {
    return atanh(z.turned()).turnedBack();
  }

  /// `log((1 + z) / (1 - z)) / 2`, each part from what does not cancel.
  static ComplexNumber atanh(ComplexNumber z) {
    Real x = z.re().abs();
    Real y = z.im().abs();
    Lengths.Scaled far = Lengths.scaled(x, y);
    Condition large = far.largest().isAbove(large(x));
    Real below = x.from(1);
    Real distance = below.squared().plus(y.squared());
    Real near = x.times(4).over(distance).log1p().times(0.25);
    // Beside the pole the square of the distance may be too small for a float.
    Real beside = y.squared().plus(4).sqrt().over(y).log().times(0.5);
    Real real = below.isEqualTo(0).choose(beside, near);
    Real angle = y.times(2).angle(below.times(x.plus(1)).minus(y.squared())).times(0.5);
    Real infinitelyFar = y.constant(Math.PI / 2);
    return new ComplexNumber(
        FloatBits.withSignOf(large.choose(x.over(far.length()).over(far.length()), real), z.re()),
        FloatBits.withSignOf(large.choose(infinitelyFar, angle), z.im()));
  }

  /// Where a number's square is all there is, and still is finite.
  static double large(Real x) {
    return switch (x.element()) {
      case F64 -> 0x1p60;
      default -> 0x1p30;
    };
  }

  /// `e^x / 2` and `e^-x / 2` for `x >= 0`, of which the first is a product of two halves, so that
  /// what it is multiplied with may keep it finite.
  ///
  /// @param far whether the second does not count
  private record Exponentials(Real x, Real half, Condition far) {
    static Exponentials of(Real x) {
      Real a = x.abs();
      return new Exponentials(x, a.times(0.5).exp(), a.isAbove(40));
    }

    private Real halfExponentialTimes(Real factor) {
      return half.times(0.5).times(factor).times(half);
    }

    Real coshTimes(Real factor) {
      return zeroStays(
          factor, far.choose(halfExponentialTimes(factor), Hyperbolics.cosh(x).times(factor)));
    }

    Real sinhTimes(Real factor) {
      Real signed = factor.times(x.sign());
      return zeroStays(
          factor, far.choose(halfExponentialTimes(signed), Hyperbolics.sinh(x).times(factor)));
    }

    /// An infinite exponential times zero is zero here, where zero is exact.
    private Real zeroStays(Real factor, Real product) {
      return factor.isEqualTo(0).and(far).choose(factor, product);
    }
  }
}
