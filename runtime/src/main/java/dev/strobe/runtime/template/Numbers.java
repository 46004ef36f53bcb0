package dev.strobe.runtime.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Python's arithmetic on `Long` (64 bits, refused beyond) and `Double`.
final class Numbers {
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\d[\\d_]*+\\.?[\\d_]*+|\\.\\d[\\d_]*+)(e[-+]?\\d{1,9})?");

  private Numbers() {}

  static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  /// Whole numbers, truth values among them as 1 and 0.
  static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  static long whole(Object value) {
    return switch (value) {
      case Long number -> number;
      case Boolean truth -> truth ? 1 : 0;
      default -> throw TemplateException.requires("template", "a whole number", kind(value));
    };
  }

  static double real(Object value) {
    return value instanceof Double number ? number : whole(value);
  }

  private static String kind(Object value) {
    return Values.kind(value);
  }

  static Object arithmetic(String operator, Object left, Object right) {
    try {
      return isWhole(left) && isWhole(right)
          ? whole(operator, whole(left), whole(right))
          : real(operator, real(left), real(right));
    } catch (ArithmeticException e) {
      throw TemplateException.requires("'" + operator + "'", "a result of 64 bits", e);
    }
  }

  private static Object whole(String operator, long left, long right) {
    return switch (operator) {
      case "+" -> Math.addExact(left, right);
      case "-" -> Math.subtractExact(left, right);
      case "*" -> Math.multiplyExact(left, right);
      case "/" -> (double) left / nonZero(right);
      case "//" -> Math.floorDivExact(left, nonZero(right));
      case "%" -> Math.floorMod(left, nonZero(right));
      default -> power(left, right);
    };
  }

  private static Object power(long base, long exponent) {
    return exponent < 0 ? (Object) Math.pow(base, exponent) : powerOf(base, exponent);
  }

  private static Long powerOf(long base, long exponent) {
    return Math.abs(base) <= 1 && exponent > 1
        ? Math.powExact(base, (int) (2 + exponent % 2))
        : Math.powExact(base, Math.toIntExact(exponent));
  }

  private static long nonZero(long divisor) {
    if (divisor == 0) {
      throw new TemplateException("division requires a divisor that is not zero, got 0");
    }
    return divisor;
  }

  private static Object real(String operator, double left, double right) {
    if (right == 0 && !"+-***".contains(operator)) {
      throw new TemplateException("division requires a divisor that is not zero, got 0.0");
    }
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "//" -> Math.floor(left / right);
      case "%" -> left - right * Math.floor(left / right);
      default -> Math.pow(left, right);
    };
  }

  /// `value` at a number of digits after the point, as Python's `round` does for floats.
  static double round(double value, long digits, RoundingMode mode) {
    if (Double.isNaN(value) || Double.isInfinite(value) || digits > 300 || digits < -300) {
      return value;
    }
    return new BigDecimal(value).setScale((int) digits, mode).doubleValue();
  }

  /// What Python's `int` reads from text, if anything.
  static Optional<Object> parseWhole(String text, long base) {
    String spelled = TextMethods.strip(text, None.NONE, true, true).replace("_", "");
    String prefix = base == 16 ? "0[xX]" : base == 8 ? "0[oO]" : base == 2 ? "0[bB]" : "";
    try {
      return Optional.of(
          Long.valueOf(spelled.replaceFirst("^([-+]?)" + prefix, "$1"), Math.clamp(base, 2, 36)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// What Python's `float` reads from text, if anything.
  static Optional<Double> parseReal(String text) {
    String spelled = TextMethods.strip(text, None.NONE, true, true).toLowerCase(Locale.ROOT);
    if (REAL.matcher(spelled).matches()) {
      return Optional.of(Double.valueOf(spelled.replace("_", "")));
    }
    return switch (spelled) {
      case "nan", "+nan", "-nan" -> Optional.of(Double.NaN);
      case "inf", "+inf", "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  /// The whole part, unless there is none as of infinity.
  static Optional<Object> truncated(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Optional.empty();
    }
    if (Math.abs(value) >= 0x1p63) {
      throw TemplateException.requires("int", "a result of 64 bits", value);
    }
    return Optional.of((long) value);
  }

  /// Python's spelling of a float: shortest digits, exponents below 1e-4 and from 1e16 on.
  static String spell(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e16)) {
      return scientific(value);
    }
    String plain = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    String sign = value == 0 && 1 / value < 0 ? "-" : "";
    return plain.indexOf('.') < 0 ? sign + plain + ".0" : sign + plain;
  }

  private static String scientific(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    String unscaled = digits.unscaledValue().abs().toString();
    String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
    String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
    return (value < 0 ? "-" : "")
        + unscaled.charAt(0)
        + fraction
        + "e"
        + power
        + Math.abs(exponent);
  }
}
