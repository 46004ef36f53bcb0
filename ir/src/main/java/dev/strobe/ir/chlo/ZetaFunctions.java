package dev.strobe.ir.chlo;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.GatherOp;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The Hurwitz zeta function, and the derivatives of digamma that it gives.
final class ZetaFunctions {
  /// Bernoulli number `2k` over `(2k)!`, from `k = 1`.
  private static final double[] BERNOULLI = {
    0.08333333333333333,
    -0.001388888888888889,
    3.306878306878307e-05,
    -8.267195767195768e-07,
    2.08767569878681e-08,
    -5.284190138687493e-10,
    1.3382536530684679e-11,
    -3.3896802963225827e-13,
    8.586062056277845e-15,
    -2.174868698558062e-16,
    5.5090028283602295e-18,
    -1.3954464685812522e-19
  };

  private ZetaFunctions() {}

  /// The sum of `(q + n)^-x` over `n = 0, 1, ...`: its first terms, then the formula of Euler and
  /// Maclaurin. Not a number for `x < 1`, nor for `q <= 0` unless `x` is an integer, which is
  /// accurate to about -8.
  static Real zeta(Real x, Real q) {
    boolean wide = x.element() == ElementType.F64;
    Real exponent = x.negated();
    Real total = q.power(exponent);
    int terms = wide ? 9 : 8;
    for (int n = 1; n < terms; n++) {
      total = total.plus(q.plus(n).power(exponent));
    }
    Real a = q.plus(terms);
    Real term = a.power(exponent);
    Real tail = term.times(a.over(x.minus(1)).plus(0.5));
    Real sum = total.plus(tail.plus(correction(x, a, term, wide ? 12 : 5)));
    return atEdges(x, q, sum);
  }

  private static Real correction(Real x, Real a, Real power, int count) {
    Real term = power.times(x.over(a));
    Real sum = term.times(BERNOULLI[0]);
    for (int k = 1; k < count; k++) {
      term = term.times(x.plus(2 * k - 1).over(a)).times(x.plus(2 * k).over(a));
      sum = sum.plus(term.times(BERNOULLI[k]));
    }
    return sum;
  }

  private static Real atEdges(Real x, Real q, Real sum) {
    Condition low = q.isAbove(0).not();
    Condition outside = x.isBelow(1).or(low.and(x.isWhole().not()));
    // At a pole the sides agree for an even x only.
    Real pole =
        x.times(0.5).isWhole().choose(x.constant(Double.POSITIVE_INFINITY), x.constant(Double.NaN));
    Real result = low.and(q.isWhole()).choose(pole, outside.choose(Double.NaN, sum));
    return x.isEqualTo(1).choose(Double.POSITIVE_INFINITY, result);
  }

  /// Derivative `n` of digamma; not a number unless `n` is a natural number, and infinite where its
  /// factorial is.
  static Real polygamma(Real n, Real x) {
    Real sign = n.times(0.5).isWhole().choose(n.constant(-1), n.constant(1));
    Real result = sign.times(factorial(n)).times(zeta(n.plus(1), x));
    Condition natural = n.isWhole().and(n.isBelow(0).not());
    Real whole = natural.choose(result, n.constant(Double.NaN));
    return n.isEqualTo(0).choose(GammaFunctions.digamma(x), whole);
  }

  /// Looked up, since the exponential of a logarithm would not be exact.
  private static Real factorial(Real n) {
    GraphBuilder builder = n.builder();
    Value table = builder.constant(factorials(n.element()));
    Value index = builder.convert(n.least(table.tensor().dim(0) - 1).value(), ElementType.S32);
    TensorType shape = index.tensor();
    ImmutableLongArray none = ImmutableLongArray.of();
    ImmutableLongArray first = ImmutableLongArray.of(0);
    var numbers = new GatherOp.DimensionNumbers(none, first, none, none, first, shape.rank());
    var gather = new GatherOp(table, index, numbers, ImmutableLongArray.of(1), false);
    return new Real(builder, builder.emit(gather).getFirst());
  }

  /// All that are finite, and an infinite one.
  private static Literal factorials(ElementType element) {
    boolean wide = element == ElementType.F64;
    int count = (wide ? 170 : 34) + 2;
    ByteBuffer bytes =
        ByteBuffer.allocate(count * element.hostBytes()).order(ByteOrder.LITTLE_ENDIAN);
    BigInteger product = BigInteger.ONE;
    for (int k = 0; k < count; k++) {
      product = product.multiply(BigInteger.valueOf(Math.max(k, 1)));
      bytes = wide ? bytes.putDouble(product.doubleValue()) : bytes.putFloat(product.floatValue());
    }
    return Literal.ofBytes(TensorType.of(element, count), bytes.array());
  }
}
