package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.op.ReducePrecisionOp;

/// The `reduce_precision` op on the bits of a float format with infinities.
///
/// @param exponent width of the exponent field
/// @param mantissa width of the mantissa field
record Precision(int exponent, int mantissa) {
  static Tensor reduce(ReducePrecisionOp op, Tensor x) {
    Precision format = of(x.element());
    Tensor out = Tensor.zeros(x.type());
    for (int i = 0; i < out.size(); i++) {
      out.setWord(i, format.reduced(x.word(i), op));
    }
    return out;
  }

  private static Precision of(ElementType element) {
    int mantissa =
        switch (element) {
          case F64 -> 52;
          case F32 -> 23;
          case F16 -> 10;
          case BF16 -> 7;
          case F8E3M4 -> 4;
          case F8E4M3 -> 3;
          case F8E5M2 -> 2;
          default ->
              throw new UnsupportedOperationException(
                  "reduce_precision requires a float type with infinities, got " + element);
        };
    return new Precision(element.bits() - 1 - mantissa, mantissa);
  }

  private long reduced(long bits, ReducePrecisionOp to) {
    long sign = bits & 1L << (exponent + mantissa);
    long infinity = ((1L << exponent) - 1) << mantissa;
    long magnitude = bits ^ sign;
    if (magnitude > infinity) {
      return to.mantissaBits() > 0 ? bits : sign | infinity;
    }
    long rounded = rounded(magnitude, Math.max(0, mantissa - to.mantissaBits()));
    return sign | ranged(rounded, to.exponentBits(), infinity);
  }

  /// Rounds to nearest even; a carry goes on into the exponent field, up to infinity.
  private static long rounded(long magnitude, int dropped) {
    if (dropped == 0) {
      return magnitude;
    }
    long last = magnitude >>> dropped & 1;
    return (magnitude + (1L << (dropped - 1)) - 1 + last) >>> dropped << dropped;
  }

  private long ranged(long magnitude, int exponentBits, long infinity) {
    if (exponentBits >= exponent) {
      return magnitude;
    }
    long bias = (1L << (exponent - 1)) - 1;
    long reach = (1L << (exponentBits - 1)) - 1;
    long field = magnitude >>> mantissa;
    return field > bias + reach ? infinity : field <= bias - reach ? 0 : magnitude;
  }
}
