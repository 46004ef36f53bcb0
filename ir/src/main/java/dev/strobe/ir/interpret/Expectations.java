package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.ExpectOp.Agreement;

/// Carries out checks that tensors agree.
final class Expectations {
  private Expectations() {}

  /// @throws InvalidOpException that names the first elements which do not agree
  static void require(ExpectOp op, Tensor actual, Tensor expected) {
    if (!actual.type().equals(expected.type())) {
      throw new InvalidOpException(
          op.name() + " requires one type, got " + actual.type() + " and " + expected.type());
    }
    int lanes = actual.element().isComplex() ? 2 : 1;
    for (int at = 0; at < actual.wordCount(); at++) {
      if (!agrees(op.agreement(), actual, expected, at)) {
        int index = at / lanes;
        throw new InvalidOpException(
            op.name()
                + " requires "
                + constraint(op.agreement())
                + ", got "
                + text(actual, index)
                + " and not "
                + text(expected, index)
                + " at element "
                + index
                + " of "
                + actual.type());
      }
    }
  }

  private static String constraint(Agreement agreement) {
    return switch (agreement) {
      case Agreement.Equal _ -> "equal elements";
      case Agreement.Within(double tolerance) -> "elements at most " + tolerance + " apart";
      case Agreement.Ulps(long min, long max) ->
          "elements " + min + " to " + max + " representable numbers apart";
    };
  }

  private static String text(Tensor tensor, int index) {
    ElementType element = tensor.element();
    if (element.isComplex()) {
      return tensor.complex(index).toString();
    }
    return element.isFloat()
        ? Double.toString(tensor.real(index))
        : element.kind() == ElementType.Kind.UNSIGNED
            ? Long.toUnsignedString(tensor.integer(index))
            : Long.toString(tensor.integer(index));
  }

  private static boolean agrees(Agreement agreement, Tensor actual, Tensor expected, int at) {
    boolean floats = actual.element().isFloat() || actual.element().isComplex();
    if (!floats) {
      return actual.word(at) == expected.word(at);
    }
    double a = actual.realLane(at);
    double b = expected.realLane(at);
    return switch (agreement) {
      case Agreement.Equal _ -> a == b;
      case Agreement.Within(double tolerance) -> a == b || near(a, b, tolerance);
      case Agreement.Ulps(long min, long max) -> {
        long apart = apart(actual, expected, at);
        yield Long.compareUnsigned(min, apart) <= 0 && Long.compareUnsigned(apart, max) <= 0;
      }
    };
  }

  private static boolean near(double a, double b, double tolerance) {
    return Double.isNaN(a) || Double.isNaN(b)
        ? Double.isNaN(a) == Double.isNaN(b)
        : Double.isFinite(a) && Double.isFinite(b) && Math.abs(a - b) <= tolerance;
  }

  /// How many representable numbers lie between two elements, the smaller one included.
  private static long apart(Tensor actual, Tensor expected, int at) {
    double a = actual.realLane(at);
    double b = expected.realLane(at);
    if (actual.word(at) == expected.word(at) || (Double.isNaN(a) && Double.isNaN(b))) {
      return 0;
    }
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return -1;
    }
    long left = magnitude(actual, at);
    long right = magnitude(expected, at);
    return isNegative(a) == isNegative(b) ? Math.abs(left - right) : left + right;
  }

  private static boolean isNegative(double value) {
    return Math.copySign(1, value) < 0;
  }

  /// The bits without those of the sign, which count the numbers from zero.
  private static long magnitude(Tensor tensor, int at) {
    int bits = tensor.element().real().bits();
    boolean signed = tensor.element() != ElementType.F8E8M0FNU;
    return signed ? tensor.word(at) & ((1L << (bits - 1)) - 1) : tensor.word(at);
  }
}
