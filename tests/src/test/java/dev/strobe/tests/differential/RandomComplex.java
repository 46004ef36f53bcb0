package dev.strobe.tests.differential;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;

/// Adds complex numbers, their parts, and functions of them; bounds and errors are of magnitudes.
/// XLA on a CPU refuses `cbrt`.
record RandomComplex(RandomFunction f) {
  void complex() {
    Tracked x = f.any(v -> v.element() == ElementType.F32 || v.element() == ElementType.F64);
    Tracked y = f.of(x.type());
    Value result = f.builder().complex(x.value(), y.value());
    f.add(new Tracked(result, x.bound() + y.bound(), x.error() + y.error()));
  }

  void part() {
    Tracked x = f.any(v -> v.element().isComplex() || v.element().isFloat());
    UnaryOp.Kind kind = f.oneOf(List.of(UnaryOp.Kind.REAL, UnaryOp.Kind.IMAG));
    f.add(x.moved(f.builder().unary(kind, x.value())));
  }

  void function() {
    Tracked x = f.any(v -> v.element().isComplex() && v.bound() <= 4);
    switch (f.below(4)) {
      case 0 -> entire(x);
      case 1 -> smooth(x);
      case 2 -> quotient(x);
      default -> nearPoles(x);
    }
  }

  /// No steeper and no larger than the exponential of the magnitude.
  private void entire(Tracked x) {
    UnaryOp.Kind kind =
        f.oneOf(
            List.of(
                UnaryOp.Kind.EXPONENTIAL,
                UnaryOp.Kind.EXPONENTIAL_MINUS_ONE,
                UnaryOp.Kind.SINE,
                UnaryOp.Kind.COSINE));
    double steepest = Math.exp(x.bound());
    Value result = f.builder().unary(kind, x.value());
    f.add(Tracked.approximated(result, 1 + steepest, steepest * x.error()));
  }

  /// What has no slope above one where the real part is one at least.
  private void smooth(Tracked x) {
    UnaryOp.Kind kind =
        f.oneOf(
            List.of(
                UnaryOp.Kind.LOG,
                UnaryOp.Kind.LOG_PLUS_ONE,
                UnaryOp.Kind.SQRT,
                UnaryOp.Kind.RSQRT));
    Tracked y = rightOfOne(x);
    Value result = f.builder().unary(kind, y.value());
    f.add(Tracked.approximated(result, y.bound() + 2, y.error()));
  }

  /// `x` moved to a real part of at least one.
  private Tracked rightOfOne(Tracked x) {
    GraphBuilder b = f.builder();
    double distance = Math.ceil(x.bound()) + 1;
    Value moved = b.add(x.value(), b.splat(x.type(), distance));
    return Tracked.rounded(moved, x.bound() + distance, x.error());
  }

  private void quotient(Tracked x) {
    Tracked y = rightOfOne(f.any(v -> v.bound() <= 4, x.type()));
    Value result = f.builder().binary(BinaryOp.Kind.DIVIDE, x.value(), y.value());
    f.add(Tracked.approximated(result, x.bound(), x.error() + x.bound() * y.error()));
  }

  /// Within the unit circle no pole is near: no slope is above four.
  private void nearPoles(Tracked x) {
    UnaryOp.Kind kind =
        f.oneOf(List.of(UnaryOp.Kind.TANH, UnaryOp.Kind.TAN, UnaryOp.Kind.LOGISTIC));
    GraphBuilder b = f.builder();
    Value quarter = b.multiply(x.value(), b.splat(x.type(), 0.25));
    Value result = b.unary(kind, quarter);
    f.add(Tracked.approximated(result, 4, 4 * (x.error() / 4)));
  }
}
