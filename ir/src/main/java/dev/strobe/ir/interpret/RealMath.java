package dev.strobe.ir.interpret;

import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Elementwise functions of floats, in f64 and the same on every machine.
final class RealMath {
  private RealMath() {}

  static DoubleUnaryOperator unary(UnaryOp.Kind kind) {
    return switch (kind) {
      case ABS -> Math::abs;
      case CBRT -> StrictMath::cbrt;
      case CEIL -> Math::ceil;
      case COSINE -> StrictMath::cos;
      case EXPONENTIAL -> StrictMath::exp;
      case EXPONENTIAL_MINUS_ONE -> StrictMath::expm1;
      case FLOOR -> Math::floor;
      case IMAG -> _ -> 0;
      case IS_FINITE -> x -> Double.isFinite(x) ? 1 : 0;
      case LOG -> StrictMath::log;
      case LOG_PLUS_ONE -> StrictMath::log1p;
      case LOGISTIC -> RealMath::logistic;
      case NEGATE -> x -> -x;
      case COUNT_LEADING_ZEROS, NOT, POPCNT ->
          throw new AssertionError(kind.text() + " of a float passed its constructor");
      case REAL -> DoubleUnaryOperator.identity();
      case ROUND_NEAREST_AFZ -> RealMath::roundAwayFromZero;
      case ROUND_NEAREST_EVEN -> Math::rint;
      case RSQRT -> x -> 1 / Math.sqrt(x);
      case SIGN -> Math::signum;
      case SINE -> StrictMath::sin;
      case SQRT -> Math::sqrt;
      case TAN -> StrictMath::tan;
      case TANH -> StrictMath::tanh;
    };
  }

  static DoubleBinaryOperator binary(BinaryOp.Kind kind) {
    return switch (kind) {
      case ADD -> Double::sum;
      case ATAN2 -> StrictMath::atan2;
      case DIVIDE -> (a, b) -> a / b;
      // As IEEE 754-2019 has them: NaN wins, and -0 is below +0.
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
      case MULTIPLY -> (a, b) -> a * b;
      case POWER -> RealMath::power;
      case REMAINDER -> (a, b) -> a % b;
      case SUBTRACT -> (a, b) -> a - b;
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          throw new AssertionError(kind.text() + " of a float passed its constructor");
    };
  }

  private static double logistic(double x) {
    if (x >= 0) {
      return 1 / (1 + StrictMath.exp(-x));
    }
    double e = StrictMath.exp(x);
    return e / (1 + e);
  }

  private static double roundAwayFromZero(double x) {
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    return Math.abs(x - whole) >= 0.5 ? whole + Math.copySign(1, x) : whole;
  }

  /// IEEE's `pow`, in which one to any power and -1 to an infinite one are one.
  private static double power(double base, double exponent) {
    boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
    return one ? 1 : StrictMath.pow(base, exponent);
  }
}
