package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// A place in a text, and the tokens of MLIR that can be taken from there.
///
/// Blanks and comments before a token are skipped. No method looks ahead further than the token or
/// the bracketed piece that it takes, and none recurses.
final class Cursor {
  private final Source source;
  private final String text;
  private int at;

  Cursor(Source source, int at) {
    this.source = source;
    this.text = source.text();
    this.at = at;
  }

  /// Another cursor over the same text.
  Cursor copyAt(int place) {
    return new Cursor(source, place);
  }

  Source source() {
    return source;
  }

  /// Where the next token begins.
  int place() {
    skipBlanks();
    return at;
  }

  /// Where the token before ended.
  int offset() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  boolean atEnd() {
    return place() >= text.length();
  }

  private void skipBlanks() {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        skipLine();
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return;
      }
    }
  }

  void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
  }

  /// The next character that is no blank, or 0 at the end.
  char peek() {
    return atEnd() ? 0 : text.charAt(at);
  }

  boolean looksAt(String token) {
    return text.startsWith(token, place());
  }

  boolean tryTake(String token) {
    boolean found = looksAt(token);
    at += found ? token.length() : 0;
    return found;
  }

  void take(String token) {
    if (!tryTake(token)) {
      throw fail("'" + token + "'");
    }
  }

  /// Takes a whole word, such as `loc`, if it is the next one.
  boolean tryWord(String word) {
    int end = place() + word.length();
    boolean found =
        text.startsWith(word, at) && (end == text.length() || !isNamePart(text.charAt(end)));
    at = found ? end : at;
    return found;
  }

  /// A bare name: letters, digits, `_`, `$` and `.`, not beginning with a digit.
  String word(String expected) {
    int start = place();
    if (start == text.length() || !isNameStart(text.charAt(start))) {
      throw fail(expected);
    }
    return run(Cursor::isNamePart);
  }

  /// The characters from here on that belong together; possibly none.
  String run(IntPredicate belongs) {
    int start = at;
    while (at < text.length() && belongs.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  String bareOrQuoted(String expected) {
    return looksAt("\"") ? string() : word(expected);
  }

  /// `@name` or `@"any name"`.
  String symbol() {
    take("@");
    return looksAt("\"") ? string() : suffix("a name after '@'");
  }

  /// The name of a value without its `%`.
  String valueName() {
    take("%");
    return suffix("the name of a value after '%'");
  }

  /// What may stand behind `%` or `@`: a number, or a name.
  private String suffix(String expected) {
    boolean number = at < text.length() && isDigit(text.charAt(at));
    String name = run(number ? Cursor::isDigit : c -> isNamePart(c) || c == '-');
    if (name.isEmpty()) {
      throw fail(expected);
    }
    return name;
  }

  /// A decimal integer of 64 bits.
  long integer() {
    int start = place();
    String sign = tryTake("-") ? "-" : "";
    String digits = run(Cursor::isDigit);
    try {
      return Long.parseLong(sign + digits);
    } catch (NumberFormatException _) {
      throw failAt(start, "an integer of 64 bits");
    }
  }

  /// Items between brackets with commas in between, or none. Before an angle bracket the last may
  /// have a comma, too, since MLIR reads its structures so.
  <T> ImmutableList<T> list(String open, String close, Function<Cursor, T> item) {
    ImmutableList.Builder<T> items = ImmutableList.builder();
    take(open);
    if (!tryTake(close)) {
      do {
        items.add(item.apply(this));
      } while (tryTake(",") && !(close.equals(">") && looksAt(close)));
      take(close);
    }
    return items.build();
  }

  /// A string literal, unescaped.
  String string() {
    int start = place();
    take("\"");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      if (text.charAt(at) == '\\') {
        bytes.write(escaped());
      } else {
        String plain = run(c -> c != '"' && c != '\\' && c != '\n');
        bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
      }
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw failAt(start, "a string that ends on its line");
    }
    at++;
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private int escaped() {
    String next = text.substring(at, Math.min(at + 3, text.length()));
    if (next.length() == 3
        && Character.digit(next.charAt(1), 16) >= 0
        && Character.digit(next.charAt(2), 16) >= 0) {
      at += 3;
      return Character.digit(next.charAt(1), 16) * 16 + Character.digit(next.charAt(2), 16);
    }
    int index = next.length() < 2 ? -1 : "\"\\nt".indexOf(next.charAt(1));
    if (index < 0) {
      throw fail("an escape such as \\n, \\\" or \\22");
    }
    at += 2;
    return "\"\\\n\t".charAt(index);
  }

  /// Passes over everything up to the comma or bracket that ends this piece; brackets and strings
  /// inside are passed whole, however deep. Returns where the piece ends.
  int skipPiece() {
    int start = place();
    Deque<Character> open = new ArrayDeque<>();
    while (at < text.length() && !(open.isEmpty() && ",)]}>".indexOf(text.charAt(at)) >= 0)) {
      skipToken(open);
    }
    if (!open.isEmpty()) {
      throw failAt(start, "a closing '" + open.peek() + "'");
    }
    return at;
  }

  /// Passes over a bracketed piece; returns where it ends.
  int skipBracketed() {
    int start = place();
    Deque<Character> open = new ArrayDeque<>();
    do {
      if (at >= text.length()) {
        throw failAt(start, "closed brackets");
      }
      skipToken(open);
    } while (!open.isEmpty());
    return at;
  }

  /// Passes over the rest of a line, and as many more as brackets that open on it take to close.
  /// Returns where it ends.
  int skipLogicalLine() {
    Deque<Character> open = new ArrayDeque<>();
    int start = place();
    while (at < text.length() && !(open.isEmpty() && text.charAt(at) == '\n')) {
      if (open.isEmpty() && text.startsWith("//", at)) {
        return at;
      }
      skipToken(open);
    }
    if (!open.isEmpty()) {
      throw failAt(start, "a closing '" + open.peek() + "'");
    }
    return at;
  }

  private void skipToken(Deque<Character> open) {
    char c = text.charAt(at);
    int start = at;
    if (c == '"') {
      skipString();
    } else if (text.startsWith("//", at)) {
      skipLine();
    } else {
      at += text.startsWith("->", at) ? 2 : 1;
      bracket(c, open, start);
    }
  }

  void skipString() {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length() || text.charAt(at) != '"') {
      throw failAt(start, "a string that ends on its line");
    }
    at++;
  }

  private void bracket(char c, Deque<Character> open, int place) {
    int opening = "([{<".indexOf(c);
    if (opening >= 0) {
      open.push(")]}>".charAt(opening));
    } else if (")]}>".indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
      throw failAt(place, "brackets that match");
    }
  }

  StableHloParseException fail(String expected) {
    return failAt(place(), expected);
  }

  StableHloParseException failAt(int place, String expected) {
    return source.failure(place, expected);
  }

  StableHloParseException failAt(int place, String expected, String actual) {
    return source.failure(place, expected, actual);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isNamePart(int c) {
    return isNameStart(c) || isDigit(c) || c == '$' || c == '.';
  }
}
