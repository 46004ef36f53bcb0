package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Expression.Argument;
import dev.strobe.runtime.template.Expression.Attribute;
import dev.strobe.runtime.template.Expression.Call;
import dev.strobe.runtime.template.Expression.DictOf;
import dev.strobe.runtime.template.Expression.Entry;
import dev.strobe.runtime.template.Expression.Item;
import dev.strobe.runtime.template.Expression.ListOf;
import dev.strobe.runtime.template.Expression.Literal;
import dev.strobe.runtime.template.Expression.Name;
import dev.strobe.runtime.template.Expression.Slice;
import dev.strobe.runtime.template.Expression.TupleOf;
import dev.strobe.runtime.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads literals, names and what binds to them most tightly: attributes, items, slices, calls.
final class PrimaryParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;

  PrimaryParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NAME -> name(token.text());
      case STRING -> new Literal(strings(token.text()));
      case INTEGER -> new Literal(integer(token.text().replace("_", "").toLowerCase(Locale.ROOT)));
      case FLOAT -> new Literal(Double.valueOf(token.text().replace("_", "")));
      case OPERATOR -> bracketed(token);
      default -> throw unexpected(token);
    };
  }

  private static Expression name(String name) {
    return switch (name) {
      case "true", "True" -> new Literal(true);
      case "false", "False" -> new Literal(false);
      case "none", "None" -> new Literal(None.NONE);
      default -> new Name(name);
    };
  }

  private String strings(String first) {
    StringBuilder text = new StringBuilder(first);
    while (tokens.peek().kind() == Kind.STRING) {
      text.append(tokens.next().text());
    }
    return text.toString();
  }

  private static Long integer(String spelled) {
    int radix = spelled.startsWith("0x") ? 16 : spelled.startsWith("0o") ? 8 : 2;
    boolean prefixed = spelled.length() > 1 && Character.isLetter(spelled.charAt(1));
    try {
      return prefixed ? Long.valueOf(spelled.substring(2), radix) : Long.valueOf(spelled);
    } catch (NumberFormatException _) {
      throw TemplateException.requires("template", "whole numbers of 64 bits", spelled);
    }
  }

  private Expression bracketed(Token open) {
    return switch (open.text()) {
      case "(" -> parenthesised();
      case "[" -> new ListOf(listed("]"));
      case "{" -> dict();
      default -> throw unexpected(open);
    };
  }

  private Expression parenthesised() {
    if (tokens.skipOperator(")")) {
      return new TupleOf(List.of());
    }
    Expression value = expressions.tuple();
    tokens.expectOperator(")");
    return value;
  }

  private List<Expression> listed(String close) {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator(close)) {
      items.add(expressions.expression());
      if (!tokens.peek().operator(close)) {
        tokens.expectOperator(",");
      }
    }
    return items;
  }

  private Expression dict() {
    List<Entry> entries = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      Expression key = expressions.expression();
      tokens.expectOperator(":");
      entries.add(new Entry(key, expressions.expression()));
      if (!tokens.peek().operator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new DictOf(entries);
  }

  Expression postfix(Expression first) {
    Expression value = first;
    while (true) {
      if (tokens.skipOperator(".")) {
        value = attribute(value);
      } else if (tokens.skipOperator("[")) {
        value = subscript(value);
      } else if (tokens.peek().operator("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expression attribute(Expression target) {
    if (tokens.peek().kind() == Kind.INTEGER) {
      return new Item(target, primary());
    }
    return new Attribute(target, tokens.expect(Kind.NAME).text());
  }

  private Expression subscript(Expression target) {
    Optional<Expression> start = bound();
    if (!tokens.skipOperator(":")) {
      tokens.expectOperator("]");
      return new Item(target, start.orElseThrow(() -> tokens.refused("an expression")));
    }
    Optional<Expression> stop = bound();
    Optional<Expression> step = tokens.skipOperator(":") ? bound() : Optional.empty();
    tokens.expectOperator("]");
    return new Slice(target, start, stop, step);
  }

  private Optional<Expression> bound() {
    boolean absent = tokens.peek().operator(":") || tokens.peek().operator("]");
    return absent ? Optional.empty() : Optional.of(expressions.expression());
  }

  Call call(Expression target) {
    return new Call(target, arguments());
  }

  List<Argument> arguments() {
    tokens.expectOperator("(");
    List<Argument> arguments = new ArrayList<>();
    while (!tokens.skipOperator(")")) {
      String name = "";
      if (tokens.peek().kind() == Kind.NAME && tokens.following().operator("=")) {
        name = tokens.next().text();
        tokens.next();
      }
      arguments.add(new Argument(name, expressions.expression()));
      if (!tokens.peek().operator(")")) {
        tokens.expectOperator(",");
      }
    }
    return arguments;
  }

  private TemplateException unexpected(Token token) {
    return TemplateException.requires(
        "template line " + token.line(), "an expression", "'" + token.text() + "'");
  }
}
