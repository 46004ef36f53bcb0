package dev.strobe.runtime.template;

import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Jinja's filters by name: those over one text or number here, those over lists in [ListFilters].
final class Filters {
  private static final Pattern WORD_STARTS =
      Pattern.compile("(^|[-\\s(\\{\\[<]+)([^-\\s(\\{\\[<]*)");
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Values values;
  private final Budget budget;
  private final TextMethods texts;
  private final ListFilters lists;

  Filters(Values values, Members members, Tests tests) {
    this.values = values;
    this.budget = values.budget();
    this.texts = new TextMethods(values);
    this.lists = new ListFilters(values, members, tests, this);
  }

  Object apply(String name, Object value, Arguments given) {
    budget.charge(1);
    return switch (name) {
      case "trim" -> texts.stripped(text(value), given.at(0, "chars", None.NONE), true, true);
      case "upper" -> text(value).toUpperCase(Locale.ROOT);
      case "lower" -> text(value).toLowerCase(Locale.ROOT);
      case "title" -> title(text(value));
      case "capitalize" -> TextMethods.capitalize(text(value));
      case "replace" -> replace(text(value), given);
      case "string" -> text(value);
      case "safe" -> text(value);
      case "escape", "e", "forceescape" -> escape(text(value));
      case "indent" -> indent(text(value), given);
      case "wordcount" -> WORD.matcher(text(value)).results().count();
      case "format" -> new Formatting(values).percent(text(value), given.positional());
      case "length", "count" -> values.length(value);
      case "default", "d" -> otherwise(value, given);
      case "tojson" -> json(value, given);
      case "int" -> whole(value, given);
      case "float" -> real(value, given.at(0, "default", 0.0));
      case "abs" -> absolute(value);
      case "round" -> round(value, given);
      default -> lists.apply(name, value, given);
    };
  }

  private String text(Object value) {
    String text = values.string(value);
    budget.chargeText(text.length());
    return text;
  }

  private static String title(String text) {
    return WORD_STARTS
        .matcher(text)
        .replaceAll(
            word ->
                java.util.regex.Matcher.quoteReplacement(
                    word.group(1) + TextMethods.capitalize(word.group(2))));
  }

  private String replace(String text, Arguments given) {
    String old = values.string(given.required(0, "old"));
    String fresh = values.string(given.required(1, "new"));
    boolean all = given.at(2, "count", None.NONE) instanceof None;
    return texts.replace(text, old, fresh, all ? -1 : given.whole(2, "count", -1));
  }

  private String escape(String text) {
    budget.chargeText(text.length() * 5L);
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private String indent(String text, Arguments given) {
    Object width = given.at(0, "width", 4L);
    String space = width instanceof String own ? own : spaces(Numbers.whole(width));
    boolean blank = given.flag(2, "blank");
    StringBuilder out = new StringBuilder(given.flag(1, "first") ? space : "");
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean indented = i > 0 && (blank || !lines[i].isEmpty());
      budget.chargeText((long) out.length() + space.length() + lines[i].length());
      out.append(i > 0 ? "\n" : "").append(indented ? space : "").append(lines[i]);
    }
    return out.toString();
  }

  private String spaces(long count) {
    budget.chargeText(Math.max(0, count));
    return " ".repeat((int) Math.max(0, count));
  }

  private static Object otherwise(Object value, Arguments given) {
    boolean absent =
        value instanceof Undefined || (given.flag(1, "boolean") && !Values.truth(value));
    return absent ? given.at(0, "default_value", "") : value;
  }

  /// `indent` is a width or the text itself.
  private String json(Object value, Arguments given) {
    Object indent = given.at(1, "indent", None.NONE);
    boolean multiline = !(indent instanceof None);
    String space =
        indent instanceof String own ? own : multiline ? spaces(Numbers.whole(indent)) : "";
    List<Object> separators =
        given.at(2, "separators", None.NONE) instanceof List<?> own
            ? Values.list(own)
            : List.of(multiline ? "," : ", ", ": ");
    Json.Style style =
        new Json.Style(
            values.string(separators.get(0)),
            values.string(separators.get(1)),
            space,
            multiline,
            given.flag(3, "sort_keys"),
            given.flag(0, "ensure_ascii"));
    return Json.write(budget, value, style);
  }

  private static Object whole(Object value, Arguments given) {
    Object otherwise = given.at(0, "default", 0L);
    return switch (value) {
      case Double number -> Numbers.truncated(number).orElse(otherwise);
      case String text ->
          Numbers.parseWhole(text, given.whole(1, "base", 10))
              .or(() -> Numbers.parseReal(text).flatMap(Numbers::truncated))
              .orElse(otherwise);
      case Undefined undefined -> throw undefined.used();
      default -> Numbers.isWhole(value) ? (Object) Numbers.whole(value) : otherwise;
    };
  }

  private static Object real(Object value, Object otherwise) {
    return switch (value) {
      case String text -> Numbers.parseReal(text).map(Object.class::cast).orElse(otherwise);
      case Undefined undefined -> throw undefined.used();
      default -> Numbers.isNumber(value) ? (Object) Numbers.real(value) : otherwise;
    };
  }

  private static Object absolute(Object value) {
    return value instanceof Double number
        ? (Object) Math.abs(number)
        : Math.absExact(Numbers.whole(value));
  }

  private static Object round(Object value, Arguments given) {
    RoundingMode mode =
        switch (given.text(1, "method", "common")) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default ->
              throw TemplateException.requires("round", "common, ceil or floor", "another method");
        };
    long digits = given.whole(0, "precision", 0);
    return value instanceof Long number && mode == RoundingMode.HALF_EVEN && digits >= 0
        ? (Object) number
        : (Object) Numbers.round(Numbers.real(value), digits, mode);
  }

  static Map<Object, Object> dict(Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return Values.map(map);
    }
    throw TemplateException.requires(what, "a dict", Values.kind(value));
  }
}
