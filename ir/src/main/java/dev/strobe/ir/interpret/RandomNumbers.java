package dev.strobe.ir.interpret;

import dev.strobe.ir.Checks;
import dev.strobe.ir.op.RngOp;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/// The `rng` op, whose generator the specification leaves open: every run of a program starts from
/// the same seed, so that runs can be compared.
final class RandomNumbers {
  private final SplittableRandom random = new SplittableRandom(0);

  Tensor generate(RngOp op, Tensor a, Tensor b, Tensor shape) {
    for (int d = 0; d < shape.size(); d++) {
      Checks.require(
          shape.integer(d) == op.type().dim(d),
          "rng_c3",
          "shape(result) = shape",
          shape.literal(),
          op.type());
    }
    return switch (op.distribution()) {
      case UNIFORM -> a.element().isFloat() ? reals(op, a, b) : integers(op, a, b);
      case NORMAL -> {
        double mean = a.real(0);
        double deviation = b.real(0);
        yield fill(op, () -> mean + deviation * random.nextGaussian());
      }
    };
  }

  private static Tensor fill(RngOp op, DoubleSupplier numbers) {
    Tensor out = Tensor.zeros(op.type());
    for (int i = 0; i < out.size(); i++) {
      out.setReal(i, numbers.getAsDouble());
    }
    return out;
  }

  /// Floats of `[a, b)`; numbers that are rounded up to `b` are drawn again.
  private Tensor reals(RngOp op, Tensor a, Tensor b) {
    double from = a.real(0);
    double below = b.real(0);
    if (!(from < below) || Double.isInfinite(from) || Double.isInfinite(below)) {
      return fill(op, () -> from);
    }
    Tensor out = Tensor.zeros(op.type());
    for (int i = 0; i < out.size(); i++) {
      do {
        double fraction = random.nextDouble();
        // A difference of the bounds could overflow.
        out.setReal(i, from * (1 - fraction) + below * fraction);
      } while (out.real(i) >= below);
    }
    return out;
  }

  /// Integers of `[a, b)`, whose distance may need all 64 bits.
  private Tensor integers(RngOp op, Tensor a, Tensor b) {
    Tensor out = Tensor.zeros(op.type());
    long from = a.integer(0);
    long distance = b.integer(0) - from;
    for (int i = 0; i < out.size(); i++) {
      out.setInteger(i, from + below(distance));
    }
    return out;
  }

  /// A number below an unsigned bound, zero below zero.
  private long below(long bound) {
    if (bound >= 0) {
      return bound == 0 ? 0 : random.nextLong(bound);
    }
    long drawn = random.nextLong();
    while (Long.compareUnsigned(drawn, bound) >= 0) {
      drawn = random.nextLong();
    }
    return drawn;
  }
}
