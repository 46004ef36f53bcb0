package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;

/// `convert` and `bitcast_convert`.
final class Conversion {
  private Conversion() {}

  static Tensor convert(Tensor x, ElementType to) {
    if (to == x.element()) {
      return x;
    }
    Tensor out = Tensor.zeros(x.type().withElement(to));
    for (int i = 0; i < out.size(); i++) {
      switch (x.element().kind()) {
        case BOOLEAN, SIGNED, UNSIGNED -> setFromInteger(out, i, x.integer(i), x.element());
        case FLOAT -> setFromReal(out, i, x.real(i));
        case COMPLEX -> setFromComplex(out, i, x.complex(i));
      }
    }
    return out;
  }

  /// The same bits, least significant first, cut into lanes of the result's width.
  static Tensor bitcast(Tensor x, TensorType type) {
    Tensor out = Tensor.zeros(type);
    int fromBits = x.element().real().bits();
    int toBits = type.element().real().bits();
    int ratio = Math.max(fromBits, toBits) / Math.min(fromBits, toBits);
    for (int i = 0; i < Math.max(x.wordCount(), out.wordCount()); i++) {
      if (fromBits >= toBits) {
        out.setWord(i, x.word(i / ratio) >>> (i % ratio * toBits));
      } else {
        out.setWord(i / ratio, out.word(i / ratio) | x.word(i) << (i % ratio * fromBits));
      }
    }
    return out;
  }

  private static void setFromInteger(Tensor out, int i, long value, ElementType from) {
    switch (out.element().kind()) {
      case BOOLEAN -> out.setInteger(i, value != 0 ? 1 : 0);
      case SIGNED, UNSIGNED -> out.setInteger(i, value);
      case FLOAT -> out.setReal(i, toDouble(value, out.element(), from == ElementType.U64));
      case COMPLEX -> {
        double real = toDouble(value, out.element().real(), from == ElementType.U64);
        out.setComplex(i, new Complex(real, 0));
      }
    }
  }

  private static void setFromReal(Tensor out, int i, double value) {
    switch (out.element().kind()) {
      case BOOLEAN -> out.setInteger(i, value != 0 ? 1 : 0);
      case SIGNED -> out.setInteger(i, saturateSigned(value, out.element().bits()));
      case UNSIGNED -> out.setInteger(i, saturateUnsigned(value, out.element().bits()));
      case FLOAT -> out.setReal(i, value);
      case COMPLEX -> out.setComplex(i, new Complex(value, 0));
    }
  }

  private static void setFromComplex(Tensor out, int i, Complex value) {
    if (out.element().isComplex()) {
      out.setComplex(i, value);
    } else {
      setFromReal(out, i, value.re());
    }
  }

  private static long saturateSigned(double value, int bits) {
    long max = Long.MAX_VALUE >>> (64 - bits);
    return Math.clamp((long) value, ~max, max);
  }

  private static long saturateUnsigned(double value, int bits) {
    if (!(value > 0)) {
      return 0;
    }
    if (value >= Math.scalb(1.0, bits)) {
      return -1;
    }
    return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
  }

  /// An integer as a double that rounds to the narrower type as the integer itself would: below 54
  /// bits exactly, above with the dropped bits kept as a sticky one.
  private static double toDouble(long value, ElementType to, boolean unsigned) {
    boolean high = unsigned && value < 0;
    long halved = high ? (value >>> 1) | (value & 1) : value;
    boolean exact = Math.abs(halved) < 1L << 53;
    long sticky = (halved & 0x7FF) == 0 ? 0 : 0x400;
    long kept = exact || to == ElementType.F64 ? halved : (halved & ~0x7FFL) | sticky;
    return high ? kept * 2.0 : kept;
  }
}
