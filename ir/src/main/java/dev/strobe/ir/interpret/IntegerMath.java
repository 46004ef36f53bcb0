package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Elementwise functions of integers and predicates.
///
/// Numbers come sign- or zero-extended to 64 bits (u64 as its bits); the caller keeps the low bits
/// of what is returned. Predicates are 0 and 1: their sum is a logical or, their product an and.
final class IntegerMath {
  private IntegerMath() {}

  static LongUnaryOperator unary(UnaryOp.Kind kind, ElementType type) {
    int bits = type.bits();
    return switch (kind) {
      case ABS -> Math::abs;
      case COUNT_LEADING_ZEROS -> x -> Long.numberOfLeadingZeros(truncate(x, bits)) - 64 + bits;
      case NEGATE -> x -> -x;
      case NOT -> x -> ~x;
      case POPCNT -> x -> Long.bitCount(truncate(x, bits));
      case SIGN -> Long::signum;
      case CBRT,
          CEIL,
          COSINE,
          EXPONENTIAL,
          EXPONENTIAL_MINUS_ONE,
          FLOOR,
          IMAG,
          IS_FINITE,
          LOG,
          LOG_PLUS_ONE,
          LOGISTIC,
          REAL,
          ROUND_NEAREST_AFZ,
          ROUND_NEAREST_EVEN,
          RSQRT,
          SINE,
          SQRT,
          TAN,
          TANH ->
          throw new AssertionError(kind.text() + " of an integer passed its constructor");
    };
  }

  static LongBinaryOperator binary(BinaryOp.Kind kind, ElementType type) {
    boolean signed = type.kind() == ElementType.Kind.SIGNED;
    int bits = type.bits();
    return switch (kind) {
      case ADD -> type.isBoolean() ? (a, b) -> a | b : Long::sum;
      case AND -> (a, b) -> a & b;
      case ATAN2 -> throw new AssertionError("atan2 of an integer passed its constructor");
      case DIVIDE -> signed ? IntegerMath::divide : IntegerMath::divideUnsigned;
      case MAXIMUM -> signed ? Math::max : (a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b;
      case MINIMUM -> signed ? Math::min : (a, b) -> Long.compareUnsigned(a, b) <= 0 ? a : b;
      case MULTIPLY -> (a, b) -> a * b;
      case OR -> (a, b) -> a | b;
      case POWER -> (a, b) -> power(a, b, signed);
      case REMAINDER -> signed ? IntegerMath::remainder : IntegerMath::remainderUnsigned;
      case SHIFT_LEFT -> (a, b) -> isPast(b, bits) ? 0 : a << b;
      case SHIFT_RIGHT_ARITHMETIC -> (a, b) -> extend(a, bits) >> (isPast(b, bits) ? 63 : b);
      case SHIFT_RIGHT_LOGICAL -> (a, b) -> isPast(b, bits) ? 0 : truncate(a, bits) >>> b;
      case SUBTRACT -> (a, b) -> a - b;
      case XOR -> (a, b) -> a ^ b;
    };
  }

  private static long divide(long a, long b) {
    return b == 0 ? -1 : a / b;
  }

  private static long divideUnsigned(long a, long b) {
    return b == 0 ? -1 : Long.divideUnsigned(a, b);
  }

  private static long remainder(long a, long b) {
    return b == 0 ? a : a % b;
  }

  private static long remainderUnsigned(long a, long b) {
    return b == 0 ? a : Long.remainderUnsigned(a, b);
  }

  private static long power(long base, long exponent, boolean signed) {
    if (signed && exponent < 0) {
      return base == 1 || (base == -1 && (exponent & 1) == 0) ? 1 : base == -1 ? -1 : 0;
    }
    long result = 1;
    long square = base;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      result *= (rest & 1) == 0 ? 1 : square;
      square *= square;
    }
    return result;
  }

  /// Whether a shift amount, read as unsigned, leaves no bits.
  private static boolean isPast(long amount, int bits) {
    return Long.compareUnsigned(amount, bits) >= 0;
  }

  private static long extend(long value, int bits) {
    return value << (64 - bits) >> (64 - bits);
  }

  private static long truncate(long value, int bits) {
    return value << (64 - bits) >>> (64 - bits);
  }
}
