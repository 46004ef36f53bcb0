package dev.strobe.ir;

import com.google.common.primitives.ImmutableLongArray;

/// Constraint checks with messages of one form: `<label> requires <constraint>, got <actual>`.
public final class Checks {
  private Checks() {}

  /// Throws [InvalidOpException] unless `holds`.
  ///
  /// @param label the specification's label, such as `transpose_c2`, or an op's name
  public static void require(boolean holds, String label, String constraint, Object... actual) {
    if (!holds) {
      throw new InvalidOpException(label + " requires " + constraint + ", got " + join(actual));
    }
  }

  /// True when no value occurs twice.
  public static boolean isUnique(ImmutableLongArray values) {
    return values.stream().distinct().count() == values.length();
  }

  /// True when values never decrease.
  public static boolean isSorted(ImmutableLongArray values) {
    for (int i = 1; i < values.length(); i++) {
      if (values.get(i - 1) > values.get(i)) {
        return false;
      }
    }
    return true;
  }

  /// True when every value is in `[low, high)`.
  public static boolean inRange(ImmutableLongArray values, long low, long high) {
    return values.stream().allMatch(v -> v >= low && v < high);
  }

  private static String join(Object[] actual) {
    StringBuilder text = new StringBuilder();
    for (Object part : actual) {
      text.append(text.isEmpty() ? "" : " and ").append(part);
    }
    return text.toString();
  }
}
