package dev.strobe.ir.chlo;

import dev.strobe.ir.ElementType;

/// What the inverse sine and cosine of a complex number `x + iy` are made of, from its absolute
/// parts: `sqrt(a^2 - x^2)` and `log(a + sqrt(a^2 - 1))`, where `a` is half the sum of the
/// distances from 1 and from -1.
///
/// Source: Hull, Fairgrieve and Tang, Implementing the complex arcsine and arccosine functions
/// using exception handling, ACM TOMS 23 (1997).
record ArcKernel(Real root, Real logarithm) {
  private static final double LOG_2 = 0.6931471805599453;

  static ArcKernel of(ComplexNumber z) {
    Real x = z.re().abs();
    Real y = z.im().abs();
    Lengths.Scaled whole = Lengths.scaled(x, y);
    Condition large = whole.largest().isAbove(ComplexHyperbolics.large(x));
    Parts parts = Parts.of(x, y);
    Real far = whole.length().log().plus(LOG_2);
    return new ArcKernel(large.choose(y, parts.root()), large.choose(far, parts.logarithm()));
  }

  static ComplexNumber asin(ComplexNumber z) {
    ArcKernel w = of(z);
    return new ComplexNumber(z.re().angle(w.root), FloatBits.withSignOf(w.logarithm, z.im()));
  }

  static ComplexNumber acos(ComplexNumber z) {
    ArcKernel w = of(z);
    return new ComplexNumber(
        w.root.angle(z.re()), FloatBits.withSignOf(w.logarithm, z.im().negated()));
  }

  static ComplexNumber asinh(ComplexNumber z) {
    return asin(z.turned()).turnedBack();
  }

  static ComplexNumber acosh(ComplexNumber z) {
    ArcKernel w = of(z);
    return new ComplexNumber(w.logarithm, FloatBits.withSignOf(w.root.angle(z.re()), z.im()));
  }

  ComplexNumber toComplex() {
    return new ComplexNumber(root, logarithm);
  }

  /// @param right the distance from -1
  /// @param left the distance from 1
  /// @param gap `|x - 1|`
  private record Parts(Real x, Real y, Real right, Real left, Real gap) {
    static Parts of(Real x, Real y) {
      Real gap = x.minus(1).abs();
      return new Parts(x, y, Lengths.of(x.plus(1), y), Lengths.of(gap, y), gap);
    }

    private Condition inside() {
      return x.isBelow(1);
    }

    private Real a() {
      return right.plus(left).times(0.5);
    }

    /// `right - (x + 1)`, over y.
    private Real rightSlack() {
      return y.over(right.plus(x.plus(1)));
    }

    /// `left - gap`, over y; both may be zero.
    private Real leftSlack() {
      return left.isEqualTo(0).choose(0, y.over(left.plus(gap)));
    }

    Real root() {
      Real sum = a().plus(x);
      Real within = y.times(rightSlack()).plus(left.plus(gap)).times(0.5).times(sum).sqrt();
      Real beyond =
          y.times(sum.over(right.plus(x.plus(1))).plus(sum.over(left.plus(gap))).times(0.5).sqrt());
      Real outer = y.isEqualTo(0).choose(0, beyond);
      return x.isAbove(1).choose(outer, within);
    }

    Real logarithm() {
      Real a = a();
      Real rest = inside().choose(y.times(leftSlack()), left.plus(gap));
      Real above = y.times(rightSlack()).plus(rest).times(0.5);
      Real near = above.plus(above.times(a.plus(1)).sqrt()).log1p();
      Real far = a.plus(a.squared().minus(1).sqrt()).log();
      Real general = a.isBelow(1.5).choose(near, far);
      // Where y is so small that its square has no float, only its first power is left.
      Real flat = y.over(gap.times(x.plus(1)).sqrt());
      return inside().and(y.isBelow(gap.times(tiny()))).choose(flat, general);
    }

    /// The square of this does not count beside 1.
    private double tiny() {
      return x.element() == ElementType.F64 ? 0x1p-54 : 0x1p-25;
    }
  }
}
