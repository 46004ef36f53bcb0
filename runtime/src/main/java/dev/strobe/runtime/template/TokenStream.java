package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Token.Kind;
import java.util.List;

/// Tokens read once, with a bound on how deep the parser may nest over them.
final class TokenStream {
  private static final int MAX_DEPTH = 50;

  private final List<Token> tokens;
  private int at;
  private int depth;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  int position() {
    return at;
  }

  /// Whether a name is among the tokens read since a position.
  boolean mention(int from, String name) {
    return tokens.subList(from, at).stream().anyMatch(token -> token.name(name));
  }

  Token next() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean skipOperator(String spelling) {
    return skip(Kind.OPERATOR, spelling);
  }

  boolean skipName(String spelling) {
    return skip(Kind.NAME, spelling);
  }

  private boolean skip(Kind kind, String spelling) {
    boolean is = peek().is(kind, spelling);
    if (is) {
      at++;
    }
    return is;
  }

  void expectOperator(String spelling) {
    if (!skipOperator(spelling)) {
      throw refused("'" + spelling + "'");
    }
  }

  Token expect(Kind kind) {
    if (peek().kind() != kind) {
      throw refused(kind.name());
    }
    return next();
  }

  void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw refused("nesting of at most " + MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  TemplateException refused(String constraint) {
    return TemplateException.requires(
        "template line " + peek().line(), constraint, "'" + peek().text() + "'");
  }
}
