package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.CompareOp.Direction;

/// The `compare` op.
final class Comparison {
  private Comparison() {}

  static Tensor compare(CompareOp op, Tensor a, Tensor b) {
    Tensor out = Tensor.zeros(a.type().withElement(ElementType.PRED));
    for (int i = 0; i < out.size(); i++) {
      out.setInteger(i, holds(op, a, b, i) ? 1 : 0);
    }
    return out;
  }

  private static boolean holds(CompareOp op, Tensor a, Tensor b, int i) {
    Direction direction = op.direction();
    return switch (op.comparison()) {
      case SIGNED -> relates(direction, Long.compare(a.integer(i), b.integer(i)));
      case UNSIGNED -> relates(direction, Long.compareUnsigned(a.integer(i), b.integer(i)));
      case TOTALORDER -> relates(direction, Long.compare(totalOrderKey(a, i), totalOrderKey(b, i)));
      case FLOAT ->
          a.element().isComplex()
              ? quiet(direction, a.complex(i), b.complex(i))
              : quiet(direction, a.real(i), b.real(i));
    };
  }

  private static boolean relates(Direction direction, int order) {
    return switch (direction) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GE -> order >= 0;
      case GT -> order > 0;
      case LE -> order <= 0;
      case LT -> order < 0;
    };
  }

  private static boolean quiet(Direction direction, double a, double b) {
    return switch (direction) {
      case EQ -> a == b;
      case NE -> a != b;
      case GE -> a >= b;
      case GT -> a > b;
      case LE -> a <= b;
      case LT -> a < b;
    };
  }

  private static boolean quiet(Direction direction, Complex a, Complex b) {
    boolean equal = a.re() == b.re() && a.im() == b.im();
    return switch (direction) {
      case EQ -> equal;
      case NE -> !equal;
      case GE -> b.isBelow(a) || equal;
      case GT -> b.isBelow(a);
      case LE -> a.isBelow(b) || equal;
      case LT -> a.isBelow(b);
    };
  }

  /// The bits as sign and magnitude: -NaN, -infinity, ..., -0, +0, ..., +infinity, +NaN.
  private static long totalOrderKey(Tensor x, int index) {
    int bits = x.element().bits();
    long word = x.word(index);
    boolean negative = (word >>> (bits - 1)) != 0;
    long magnitude = word & ~(1L << (bits - 1));
    return negative ? ~magnitude : magnitude;
  }
}
