package dev.strobe.runtime.template;

/// Python's escapes in string literals.
final class Escapes {
  private Escapes() {}

  static String decode(String literal) {
    if (literal.indexOf('\\') < 0) {
      return literal;
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at);
      if (c != '\\' || at + 1 == literal.length()) {
        text.append(c);
        at++;
      } else {
        at = escape(literal, at + 1, text);
      }
    }
    return text.toString();
  }

  /// Appends the escape whose letter is at `at`; returns where it ends.
  private static int escape(String literal, int at, StringBuilder text) {
    char c = literal.charAt(at);
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'a' -> text.append('\u0007');
      case 'v' -> text.append('\u000B');
      case '0' -> text.append('\0');
      case '\\', '\'', '"' -> text.append(c);
      case '\n' -> {}
      case 'x' -> text.appendCodePoint(hex(literal, at, 2));
      case 'u' -> text.appendCodePoint(hex(literal, at, 4));
      case 'U' -> text.appendCodePoint(hex(literal, at, 8));
      default -> text.append('\\').append(c);
    }
    return at + 1 + (c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0);
  }

  private static int hex(String literal, int at, int digits) {
    int end = Math.min(literal.length(), at + 1 + digits);
    String spelled = literal.substring(at + 1, end);
    int point = spelled.matches("[0-9a-fA-F]{" + digits + "}") ? parse(spelled) : -1;
    if (!Character.isValidCodePoint(point)) {
      throw TemplateException.requires("string escape", digits + " hex digits", spelled);
    }
    return point;
  }

  private static int parse(String spelled) {
    return (int) Math.min(Long.parseLong(spelled, 16), Integer.MAX_VALUE);
  }
}
