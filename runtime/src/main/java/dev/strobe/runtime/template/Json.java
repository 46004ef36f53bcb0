package dev.strobe.runtime.template;

import java.util.List;
import java.util.Map;

/// `tojson` as transformers gives it to chat templates: Python's `json.dumps` that keeps the order
/// of keys and leaves letters of every script as they are.
final class Json {
  private final Budget budget;
  private final Style style;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private Json(Budget budget, Style style) {
    this.budget = budget;
    this.style = style;
  }

  /// @param indent one level's indentation, or nothing for one line
  record Style(
      String item, String key, String indent, boolean multiline, boolean sorted, boolean ascii) {}

  static String write(Budget budget, Object value, Style style) {
    Json json = new Json(budget, style);
    json.write(value);
    return json.out.toString();
  }

  private void write(Object value) {
    budget.enter();
    switch (value) {
      case String text -> quote(text);
      case Long number -> out.append(number);
      case Double number -> out.append(spell(number));
      case Boolean truth -> out.append(truth);
      case None _ -> out.append("null");
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> throw TemplateException.requires("tojson", "plain values", Values.kind(value));
    }
    if (out.length() > Budget.MAX_TEXT) {
      budget.chargeText(out.length());
    }
    budget.leave();
  }

  private static String spell(double number) {
    return Double.isNaN(number)
        ? "NaN"
        : Double.isInfinite(number)
            ? (number > 0 ? "Infinity" : "-Infinity")
            : Numbers.spell(number);
  }

  private void list(List<?> list) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    depth++;
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      line();
      write(item);
      separator = style.item();
    }
    depth--;
    line();
    out.append(']');
  }

  private void map(Map<?, ?> map) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    depth++;
    String separator = "";
    List<? extends Map.Entry<?, ?>> entries = List.copyOf(map.entrySet());
    if (style.sorted()) {
      Values values = new Values(budget);
      entries = entries.stream().sorted((a, b) -> values.compare(a.getKey(), b.getKey())).toList();
    }
    for (Map.Entry<?, ?> entry : entries) {
      out.append(separator);
      line();
      quote(name(entry.getKey()));
      out.append(style.key());
      write(entry.getValue());
      separator = style.item();
    }
    depth--;
    line();
    out.append('}');
  }

  private static String name(Object key) {
    return switch (key) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> spell(number);
      case Boolean truth -> truth.toString();
      case None _ -> "null";
      default -> throw TemplateException.requires("tojson", "plain keys", Values.kind(key));
    };
  }

  private void line() {
    if (style.multiline()) {
      budget.chargeText((long) style.indent().length() * depth);
      out.append('\n').repeat(style.indent(), depth);
    }
  }

  private void quote(String text) {
    budget.chargeText(text.length());
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c < ' ' || (style.ascii() && c > '~')) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
