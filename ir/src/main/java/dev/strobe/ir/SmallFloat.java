package dev.strobe.ir;

import java.util.EnumMap;
import java.util.Map;

/// A binary floating-point format of at most 16 bits, described by its fields; decodes exactly and
/// rounds to nearest even.
///
/// Source: StableHLO specification, section Types, and the OCP 8-bit and microscaling formats that
/// it names.
public final class SmallFloat {
  private enum Specials {
    /// Infinities and NaNs as in IEEE 754.
    IEEE,
    /// No infinity; all ones is NaN, with either sign.
    FINITE_NAN,
    /// No infinity, no negative zero; the pattern of negative zero is NaN.
    FINITE_UNSIGNED_ZERO,
    /// Neither infinity nor NaN.
    FINITE_ONLY
  }

  private static final Map<ElementType, SmallFloat> FORMATS = formats();

  private final int exponentBits;
  private final int mantissaBits;
  private final int bias;
  private final Specials specials;

  private SmallFloat(int exponentBits, int mantissaBits, int bias, Specials specials) {
    this.exponentBits = exponentBits;
    this.mantissaBits = mantissaBits;
    this.bias = bias;
    this.specials = specials;
  }

  /// The format of a float type narrower than 32 bits.
  public static SmallFloat of(ElementType type) {
    SmallFloat format = FORMATS.get(type);
    if (format == null) {
      throw new IllegalArgumentException(
          "small float requires a float type of at most 16 bits, got " + type);
    }
    return format;
  }

  /// The value of a bit pattern, exactly.
  public double decode(int bits) {
    if (isPowerOfTwoScale()) {
      return bits == 0xFF ? Double.NaN : Math.scalb(1.0, bits - bias);
    }
    boolean negative = (bits >>> (exponentBits + mantissaBits) & 1) != 0;
    int exponent = bits >>> mantissaBits & mask(exponentBits);
    int mantissa = bits & mask(mantissaBits);
    double magnitude = magnitude(negative, exponent, mantissa);
    return negative ? -magnitude : magnitude;
  }

  /// The bit pattern nearest to a value, ties to even; overflow gives infinity, NaN or the largest
  /// finite value, whichever the format has, in this order. A NaN keeps its sign where the format
  /// has NaNs with signs, but no payload. Results are those of ml_dtypes.
  public int encode(double value) {
    if (isPowerOfTwoScale()) {
      return encodeScale(value);
    }
    int sign = signBit(value);
    if (Double.isNaN(value)) {
      return nanBits(sign);
    }
    double magnitude = Math.abs(value);
    int body = Double.isInfinite(magnitude) ? overflowBody() : roundedBody(magnitude);
    if (body == 0 && specials == Specials.FINITE_UNSIGNED_ZERO) {
      return 0;
    }
    if (body > maxBody()) {
      return specials == Specials.FINITE_UNSIGNED_ZERO ? nanBits(0) : sign | overflowBody();
    }
    return sign | body;
  }

  private double magnitude(boolean negative, int exponent, int mantissa) {
    int body = exponent << mantissaBits | mantissa;
    if (specials == Specials.FINITE_UNSIGNED_ZERO && negative && body == 0) {
      return Double.NaN;
    }
    if (specials == Specials.FINITE_NAN && body == mask(exponentBits + mantissaBits)) {
      return Double.NaN;
    }
    if (specials == Specials.IEEE && exponent == mask(exponentBits)) {
      return mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? Math.scalb((double) mantissa, 1 - bias - mantissaBits)
        : Math.scalb((double) (mantissa | 1 << mantissaBits), exponent - bias - mantissaBits);
  }

  /// Exponent and mantissa fields of a finite magnitude as one number; may exceed [#maxBody()].
  private int roundedBody(double magnitude) {
    if (magnitude == 0) {
      return 0;
    }
    int exponent = Math.max(Math.getExponent(magnitude), 1 - bias);
    double scaled = Math.scalb(magnitude, mantissaBits - exponent);
    long rounded = (long) Math.rint(scaled);
    // A subnormal has no implicit one, so the carry into the exponent field comes by itself.
    long body = ((long) (exponent + bias - 1) << mantissaBits) + rounded;
    return (int) Math.min(body, Integer.MAX_VALUE);
  }

  private int encodeScale(double value) {
    // There is no zero and no sign: what is not a positive number has no nearest power of two.
    if (!(value > 0) || Double.isInfinite(value)) {
      return 0xFF;
    }
    int exponent = Math.getExponent(value);
    // A tie's even neighbour is always the upper one: 2 is an even multiple of 1, 1 is not.
    int field = exponent + bias + (value >= Math.scalb(1.5, exponent) ? 1 : 0);
    return field < 0 ? 0 : Math.min(field, 0xFF);
  }

  private int maxBody() {
    int all = mask(exponentBits + mantissaBits);
    return switch (specials) {
      case IEEE -> (mask(exponentBits) << mantissaBits) - 1;
      case FINITE_NAN -> all - 1;
      case FINITE_UNSIGNED_ZERO, FINITE_ONLY -> all;
    };
  }

  private int overflowBody() {
    int all = mask(exponentBits + mantissaBits);
    return switch (specials) {
      case IEEE -> mask(exponentBits) << mantissaBits;
      case FINITE_NAN, FINITE_ONLY -> all;
      case FINITE_UNSIGNED_ZERO -> all + 1;
    };
  }

  private int nanBits(int sign) {
    int all = mask(exponentBits + mantissaBits);
    return switch (specials) {
      case IEEE -> sign | mask(exponentBits) << mantissaBits | 1 << (mantissaBits - 1);
      case FINITE_NAN -> sign | all;
      case FINITE_UNSIGNED_ZERO -> all + 1;
      // Zero of the other sign, as ml_dtypes has it; nothing in the format stands for NaN.
      case FINITE_ONLY -> sign ^ (all + 1);
    };
  }

  private int signBit(double value) {
    return (int) (Double.doubleToRawLongBits(value) >>> 63) << (exponentBits + mantissaBits);
  }

  private boolean isPowerOfTwoScale() {
    return mantissaBits == 0;
  }

  private static int mask(int bits) {
    return (1 << bits) - 1;
  }

  private static Map<ElementType, SmallFloat> formats() {
    Map<ElementType, SmallFloat> formats = new EnumMap<>(ElementType.class);
    formats.put(ElementType.F4E2M1FN, new SmallFloat(2, 1, 1, Specials.FINITE_ONLY));
    formats.put(ElementType.F6E2M3FN, new SmallFloat(2, 3, 1, Specials.FINITE_ONLY));
    formats.put(ElementType.F6E3M2FN, new SmallFloat(3, 2, 3, Specials.FINITE_ONLY));
    formats.put(ElementType.F8E3M4, new SmallFloat(3, 4, 3, Specials.IEEE));
    formats.put(ElementType.F8E4M3, new SmallFloat(4, 3, 7, Specials.IEEE));
    formats.put(ElementType.F8E4M3FN, new SmallFloat(4, 3, 7, Specials.FINITE_NAN));
    formats.put(ElementType.F8E4M3FNUZ, new SmallFloat(4, 3, 8, Specials.FINITE_UNSIGNED_ZERO));
    formats.put(ElementType.F8E4M3B11FNUZ, new SmallFloat(4, 3, 11, Specials.FINITE_UNSIGNED_ZERO));
    formats.put(ElementType.F8E5M2, new SmallFloat(5, 2, 15, Specials.IEEE));
    formats.put(ElementType.F8E5M2FNUZ, new SmallFloat(5, 2, 16, Specials.FINITE_UNSIGNED_ZERO));
    formats.put(ElementType.F8E8M0FNU, new SmallFloat(8, 0, 127, Specials.FINITE_NAN));
    formats.put(ElementType.BF16, new SmallFloat(8, 7, 127, Specials.IEEE));
    formats.put(ElementType.F16, new SmallFloat(5, 10, 15, Specials.IEEE));
    return formats;
  }
}
