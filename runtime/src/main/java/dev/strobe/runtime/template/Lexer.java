package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a template into tokens, with `trim_blocks` and `lstrip_blocks` on.
final class Lexer {
  /// White space is what Python takes for it.
  private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS;

  private static final Pattern RAW_BEGIN =
      Pattern.compile("\\{%[-+]?\\s*raw\\s*(-%\\}\\s*|%\\})", UNICODE);
  private static final Pattern RAW_END =
      Pattern.compile("\\{%[-+]?\\s*endraw\\s*(\\+%\\}|-%\\}\\s*|%\\}\\n?)", UNICODE);
  private static final Pattern COMMENT_END = Pattern.compile("\\+#\\}|-#\\}\\s*|#\\}\\n?", UNICODE);
  private static final Pattern BLOCK_END = Pattern.compile("\\+%\\}|-%\\}\\s*|%\\}\\n?", UNICODE);
  private static final Pattern OUTPUT_END = Pattern.compile("-\\}\\}\\s*|\\}\\}", UNICODE);
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "(?<space>\\s+)"
              + "|(?<float>\\d[\\d_]*+(?:\\.\\d[\\d_]*+(?:[eE][+-]?\\d+)?|[eE][+-]?\\d+))"
              + "|(?<integer>0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|\\d[\\d_]*+)"
              + "|(?<name>[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*)"
              + "|(?<operator>//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}<>=.:|,;])");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int counted;
  private int line = 1;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) {
    String lines = source.replace("\r\n", "\n").replace('\r', '\n');
    // As Jinja's default does, the file's last line break is not part of the template.
    Lexer lexer = new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < source.length()) {
      int tag = nextTag();
      if (tag < 0) {
        text(source.substring(at));
        at = source.length();
      } else {
        text(before(tag));
        at = tag;
        tag();
      }
    }
    add(Kind.END, "the end");
  }

  private int nextTag() {
    for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /// The text from here to a tag, less what the tag's marker or `lstrip_blocks` takes.
  private String before(int tag) {
    String text = source.substring(at, tag);
    char marker = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
    if (marker == '-') {
      return TextMethods.strip(text, None.NONE, false, true);
    }
    int line = text.lastIndexOf('\n') + 1;
    boolean startsLine = line > 0 || at == 0 || source.charAt(at - 1) == '\n';
    boolean strips = marker != '+' && source.charAt(tag + 1) != '{' && startsLine;
    return strips && TextMethods.strip(text.substring(line), None.NONE, true, false).isEmpty()
        ? text.substring(0, line)
        : text;
  }

  private void tag() {
    Matcher raw = RAW_BEGIN.matcher(source).region(at, source.length());
    if (raw.lookingAt()) {
      at = raw.end();
      raw();
    } else if (source.charAt(at + 1) == '#') {
      at = find(COMMENT_END, at + 2, "comment").end();
    } else if (source.charAt(at + 1) == '%') {
      inside(Kind.BLOCK_BEGIN, Kind.BLOCK_END, BLOCK_END);
    } else {
      inside(Kind.OUTPUT_BEGIN, Kind.OUTPUT_END, OUTPUT_END);
    }
  }

  private void raw() {
    Matcher end = find(RAW_END, at, "raw block");
    text(before(end.start()));
    at = end.end();
  }

  private Matcher find(Pattern end, int from, String what) {
    Matcher matcher = end.matcher(source);
    if (!matcher.find(from)) {
      throw refused(what + " that ends", "none");
    }
    return matcher;
  }

  private void inside(Kind begin, Kind end, Pattern closing) {
    add(begin, source.substring(at, at + 2));
    at += 2;
    if (at < source.length() && "-+".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    int open = 0;
    while (at < source.length()) {
      Matcher close = closing.matcher(source).region(at, source.length());
      if (open == 0 && close.lookingAt()) {
        add(end, close.group().strip());
        at = close.end();
        return;
      }
      open += expressionToken();
    }
    throw refused("a tag that ends", "none");
  }

  /// Takes one token and says by how much it opens or closes brackets.
  private int expressionToken() {
    char c = source.charAt(at);
    if (c == '\'' || c == '"') {
      string(c);
      return 0;
    }
    Matcher token = EXPRESSION.matcher(source).region(at, source.length());
    if (!token.lookingAt()) {
      throw refused("a known character in tags", "'" + c + "'");
    }
    for (Kind kind : List.of(Kind.FLOAT, Kind.INTEGER, Kind.NAME, Kind.OPERATOR)) {
      if (token.group(kind.name().toLowerCase(java.util.Locale.ROOT)) != null) {
        add(kind, token.group());
      }
    }
    at = token.end();
    return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length()) {
      throw refused("a string that ends", "none");
    }
    add(Kind.STRING, Escapes.decode(source.substring(at + 1, end)));
    at = end + 1;
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      add(Kind.TEXT, text);
    }
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line()));
  }

  private int line() {
    for (; counted < at; counted++) {
      line += source.charAt(counted) == '\n' ? 1 : 0;
    }
    return line;
  }

  private TemplateException refused(String constraint, Object actual) {
    return TemplateException.requires("template line " + line(), constraint, actual);
  }
}
