package dev.strobe.runtime.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The plain parts of Python's `%` formatting and `str.format`.
final class Formatting {
  private static final int MAX_WIDTH = 1000;
  private static final Pattern PERCENT =
      Pattern.compile("%(?<flags>[-0+]*)(?<width>\\d*)(?:\\.(?<digits>\\d+))?(?<kind>.?)");
  private static final Pattern BRACES =
      Pattern.compile("\\{\\{|\\}\\}|\\{(?<name>\\w*)(?::(?:\\.(?<digits>\\d+)f)?)?\\}|[{}]");

  private final Values values;

  Formatting(Values values) {
    this.values = values;
  }

  String percent(String format, List<Object> given) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = PERCENT.matcher(format);
    int used = 0;
    while (matcher.find()) {
      String piece = "%";
      if (!matcher.group("kind").equals("%")) {
        if (used == given.size()) {
          throw TemplateException.requires("format", "a value for each field", used);
        }
        piece = field(matcher, given.get(used));
        used++;
      }
      values.budget().chargeText((long) out.length() + piece.length());
      matcher.appendReplacement(out, Matcher.quoteReplacement(piece));
    }
    if (used != given.size()) {
      throw TemplateException.requires("format", "a field for each value", given.size());
    }
    return matcher.appendTail(out).toString();
  }

  private String field(Matcher matcher, Object value) {
    String flags = matcher.group("flags");
    String digits = matcher.group("digits");
    String text =
        switch (matcher.group("kind")) {
          case "s" -> values.string(value);
          case "r" -> new Spelling(values.budget()).of(value);
          case "d", "i" -> Long.toString((long) Numbers.real(value));
          case "f" -> fixed(Numbers.real(value), digits == null ? 6 : bounded(digits));
          case "x" -> Long.toHexString(Numbers.whole(value));
          default ->
              throw TemplateException.requires("format", "%s %r %d %f or %x", matcher.group());
        };
    boolean signed = flags.contains("+") && Numbers.isNumber(value) && !text.startsWith("-");
    return padded(signed ? "+" + text : text, flags, bounded(matcher.group("width")));
  }

  private static String padded(String text, String flags, int width) {
    int missing = Math.max(0, width - text.codePointCount(0, text.length()));
    if (flags.contains("-")) {
      return text + " ".repeat(missing);
    }
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return flags.contains("0")
        ? text.substring(0, sign) + "0".repeat(missing) + text.substring(sign)
        : " ".repeat(missing) + text;
  }

  private static int bounded(String digits) {
    if (digits.length() > 4 || (!digits.isEmpty() && Integer.parseInt(digits) > MAX_WIDTH)) {
      throw TemplateException.requires("format", "widths of at most " + MAX_WIDTH, digits);
    }
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static String fixed(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Numbers.spell(value);
    }
    String text = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return value < 0 && !text.startsWith("-") ? "-" + text : text;
  }

  String braces(String format, Arguments given) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = BRACES.matcher(format);
    int used = 0;
    while (matcher.find()) {
      String piece = matcher.group().substring(0, 1);
      if (matcher.group("name") != null) {
        Object value = argument(matcher.group("name"), used, given);
        used++;
        String digits = matcher.group("digits");
        piece = digits == null ? values.string(value) : fixed(Numbers.real(value), bounded(digits));
      } else if (matcher.group().length() == 1) {
        throw TemplateException.requires("format", "braces that match", format);
      }
      values.budget().chargeText((long) out.length() + piece.length());
      matcher.appendReplacement(out, Matcher.quoteReplacement(piece));
    }
    return matcher.appendTail(out).toString();
  }

  private static Object argument(String name, int next, Arguments given) {
    if (name.isEmpty()) {
      return given.required(next, name);
    }
    boolean numbered = name.matches("\\d{1,4}");
    return given.required(numbered ? Integer.parseInt(name) : Integer.MAX_VALUE, name);
  }
}
