package dev.strobe.tests.differential;

import dev.strobe.ir.ElementType;

/// What is lost where a number is rounded to a float type, by the format's fields.
///
/// @param ulp distance of neighbours beside one
/// @param smallest what may be lost near zero, where a backend may flush what is not normal; of
///   narrow types, which are computed in wider ones, the distance of neighbours there
/// @param largest beyond this a number may become infinite, NaN or the largest one
record Rounding(double ulp, double smallest, double largest) {
  static Rounding of(ElementType element) {
    return switch (element.real()) {
      case F64 -> new Rounding(0x1p-52, 0x1p-126, 1e300);
      case F32 -> new Rounding(0x1p-23, 0x1p-126, 1e38);
      case BF16 -> new Rounding(0x1p-7, 0x1p-126, 1e38);
      case F16 -> new Rounding(0x1p-10, 0x1p-14, 60_000);
      case F8E3M4 -> new Rounding(0x1p-4, 0x1p-6, 15.5);
      case F8E4M3 -> new Rounding(0x1p-3, 0x1p-9, 240);
      case F8E4M3FN -> new Rounding(0x1p-3, 0x1p-9, 448);
      case F8E4M3FNUZ -> new Rounding(0x1p-3, 0x1p-10, 240);
      case F8E4M3B11FNUZ -> new Rounding(0x1p-3, 0x1p-13, 30);
      case F8E5M2 -> new Rounding(0x1p-2, 0x1p-16, 50_000);
      case F8E5M2FNUZ -> new Rounding(0x1p-2, 0x1p-17, 50_000);
      case F4E2M1FN -> new Rounding(0x1p-1, 0x1p-1, 6);
      default -> throw new AssertionError("no random program has " + element);
    };
  }

  /// Whether every number of the other format, up to 255 in magnitude and an eighth apart, is one
  /// of this format.
  boolean holds(Rounding other) {
    return ulp <= other.ulp && largest >= Math.min(other.largest, 255);
  }
}
