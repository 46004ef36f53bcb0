package dev.strobe.ir.interpret;

import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Elementwise functions of complex numbers; order is by real, then imaginary part.
final class ComplexMath {
  private ComplexMath() {}

  static UnaryOperator<Complex> unary(UnaryOp.Kind kind) {
    return switch (kind) {
      case ABS -> z -> new Complex(z.abs(), 0);
      case CBRT -> Complex::cbrt;
      case COSINE -> Complex::cos;
      case EXPONENTIAL -> Complex::exp;
      case EXPONENTIAL_MINUS_ONE -> Complex::expm1;
      case IMAG -> z -> new Complex(z.im(), 0);
      case LOG -> Complex::log;
      case LOG_PLUS_ONE -> Complex::log1p;
      case LOGISTIC -> Complex::logistic;
      case NEGATE -> Complex::negated;
      case REAL -> z -> z;
      case RSQRT -> z -> Complex.ONE.over(z.sqrt());
      case SIGN -> Complex::sign;
      case SINE -> Complex::sin;
      case SQRT -> Complex::sqrt;
      case TAN -> Complex::tan;
      case TANH -> Complex::tanh;
      case CEIL,
          COUNT_LEADING_ZEROS,
          FLOOR,
          IS_FINITE,
          NOT,
          POPCNT,
          ROUND_NEAREST_AFZ,
          ROUND_NEAREST_EVEN ->
          throw new AssertionError(kind.text() + " of a complex number passed its constructor");
    };
  }

  static BinaryOperator<Complex> binary(BinaryOp.Kind kind) {
    return switch (kind) {
      case ADD -> Complex::plus;
      case ATAN2 -> Complex::atan2;
      case DIVIDE -> Complex::over;
      case MAXIMUM -> (a, b) -> a.isBelow(b) ? b : a;
      case MINIMUM -> (a, b) -> b.isBelow(a) ? b : a;
      case MULTIPLY -> Complex::times;
      case POWER -> Complex::power;
      case SUBTRACT -> Complex::minus;
      case REMAINDER ->
          throw new UnsupportedOperationException(
              "remainder requires integers or floats, got complex numbers, for which the"
                  + " specification does not define it");
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          throw new AssertionError(kind.text() + " of a complex number passed its constructor");
    };
  }
}
