package dev.strobe.tests.differential;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import java.util.Optional;

/// Compares results: integers and predicates bit by bit, floats within an error; NaN equals NaN.
/// Where nothing is known of the error, only types are compared.
final class Agreement {
  private Agreement() {}

  /// The first place where two literals differ by more than `error`, in words.
  static Optional<String> difference(Literal want, Literal got, double error) {
    if (!want.type().equals(got.type())) {
      return Optional.of("want " + want.type() + ", got " + got.type());
    }
    if (error == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    ElementType element = want.type().element();
    if (!element.isFloat() && !element.isComplex()) {
      return integers(want, got);
    }
    int lanes = (int) want.type().elementCount() * (element.isComplex() ? 2 : 1);
    for (int i = 0; i < lanes; i++) {
      double a = lane(want, i);
      double b = lane(got, i);
      boolean same = Double.compare(a, b) == 0 || Math.abs(a - b) <= error;
      if (!same) {
        return Optional.of(
            "lane %d of %s: want %s, got %s, may differ by %s"
                .formatted(i, want.type(), a, b, error));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> integers(Literal want, Literal got) {
    for (int i = 0; i < want.type().elementCount(); i++) {
      if (want.longAt(i) != got.longAt(i)) {
        return Optional.of(
            "element %d of %s: want %d, got %d"
                .formatted(i, want.type(), want.longAt(i), got.longAt(i)));
      }
    }
    return Optional.empty();
  }

  private static double lane(Literal literal, int lane) {
    return switch (literal.type().element()) {
      case C64 -> literal.bytes().getFloat(lane * 4);
      case C128 -> literal.bytes().getDouble(lane * 8);
      default -> literal.doubleAt(lane);
    };
  }
}
