package dev.strobe.runtime.template;

import java.util.List;
import java.util.Map;

/// Python's `repr`.
final class Spelling {
  private final Budget budget;
  private final StringBuilder out = new StringBuilder();

  Spelling(Budget budget) {
    this.budget = budget;
  }

  String of(Object value) {
    write(value);
    budget.chargeText(out.length());
    return out.toString();
  }

  private void write(Object value) {
    budget.enter();
    switch (value) {
      case String text -> quote(text);
      case Double number -> out.append(Numbers.spell(number));
      case Boolean truth -> out.append(truth ? "True" : "False");
      case None _ -> out.append("None");
      case Undefined _ -> out.append("Undefined");
      case Tuple tuple -> list(tuple, "(", tuple.size() == 1 ? ",)" : ")");
      case List<?> list -> list(list, "[", "]");
      case Map<?, ?> map -> map(map);
      case Long number -> out.append(number);
      default -> throw TemplateException.requires("output", "a value", Values.kind(value));
    }
    if (out.length() > Budget.MAX_TEXT) {
      budget.chargeText(out.length());
    }
    budget.leave();
  }

  private void list(List<?> items, String open, String close) {
    out.append(open);
    String separator = "";
    for (Object item : items) {
      out.append(separator);
      write(item);
      separator = ", ";
    }
    out.append(close);
  }

  private void map(Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      write(entry.getKey());
      out.append(": ");
      write(entry.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  private void quote(String text) {
    budget.chargeText(text.length());
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    text.codePoints().forEach(c -> character(c, quote));
    out.append(quote);
  }

  private void character(int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (printable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(hex(c));
        }
      }
    }
  }

  private static boolean printable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  private static String hex(int c) {
    return c < 0x100
        ? String.format("\\x%02x", c)
        : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
  }
}
