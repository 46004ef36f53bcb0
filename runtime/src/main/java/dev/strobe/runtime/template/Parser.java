package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Expression.Attribute;
import dev.strobe.runtime.template.Expression.Name;
import dev.strobe.runtime.template.Expression.TupleOf;
import dev.strobe.runtime.template.Statement.Branch;
import dev.strobe.runtime.template.Statement.Parameter;
import dev.strobe.runtime.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a template into statements.
final class Parser {
  /// The name that filters of a block find its rendered body under; no template can spell it.
  static final Name BODY = new Name("the body");

  private static final Set<String> LITERALS =
      Set.of("true", "false", "none", "True", "False", "None");

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  private Parser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  static List<Statement> parse(String source) {
    Parser parser = new Parser(new TokenStream(Lexer.tokens(source)));
    List<Statement> statements = parser.body(Set.of());
    if (parser.tokens.peek().kind() != Kind.END) {
      throw parser.tokens.refused("a block that was opened");
    }
    return statements;
  }

  /// Statements up to a block whose name is in `ends`; that name is the next token then.
  private List<Statement> body(Set<String> ends) {
    tokens.enter();
    List<Statement> statements = new ArrayList<>();
    while (tokens.peek().kind() != Kind.END) {
      Token token = tokens.next();
      if (token.kind() == Kind.TEXT) {
        statements.add(new Statement.Text(token.text()));
      } else if (token.kind() == Kind.OUTPUT_BEGIN) {
        statements.add(new Statement.Output(expressions.tuple()));
        tokens.expect(Kind.OUTPUT_END);
      } else if (ends.contains(tokens.peek().text())) {
        tokens.leave();
        return statements;
      } else {
        statements.add(block());
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.refused("one of " + ends.stream().sorted().toList());
    }
    tokens.leave();
    return statements;
  }

  /// A body with its end, whose block ends right after its name.
  private List<Statement> bodyAndEnd(String end) {
    tokens.expect(Kind.BLOCK_END);
    List<Statement> body = body(Set.of(end));
    tokens.next();
    return closed(body);
  }

  private Statement block() {
    Token name = tokens.expect(Kind.NAME);
    return switch (name.text()) {
      case "if" -> conditional();
      case "for" -> loop();
      case "set" -> set();
      case "macro" -> macro();
      case "call" -> callBlock();
      case "filter" -> filterBlock();
      case "with" -> with();
      case "generation" -> new Statement.With(List.of(), bodyAndEnd("endgeneration"));
      case "break" -> ended(new Statement.Break());
      case "continue" -> ended(new Statement.Continue());
      default ->
          throw TemplateException.requires(
              "template line " + name.line(), "a known tag", "'" + name.text() + "'");
    };
  }

  private Statement ended(Statement statement) {
    tokens.expect(Kind.BLOCK_END);
    return statement;
  }

  private Statement conditional() {
    List<Branch> branches = new ArrayList<>();
    do {
      Expression condition = expressions.tuple();
      tokens.expect(Kind.BLOCK_END);
      branches.add(new Branch(condition, body(Set.of("elif", "else", "endif"))));
    } while (tokens.skipName("elif"));
    return new Statement.If(branches, otherwise("endif"));
  }

  /// What follows `else`, if anything, and the end.
  private List<Statement> otherwise(String end) {
    if (tokens.skipName("else")) {
      return bodyAndEnd(end);
    }
    tokens.next();
    return closed(List.of());
  }

  private List<Statement> closed(List<Statement> body) {
    tokens.expect(Kind.BLOCK_END);
    return body;
  }

  private Statement loop() {
    Expression target = target();
    if (!tokens.skipName("in")) {
      throw tokens.refused("'in'");
    }
    Expression items = expressions.loopItems();
    Optional<Expression> condition =
        tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    tokens.expect(Kind.BLOCK_END);
    List<Statement> body = body(Set.of("else", "endfor"));
    return new Statement.For(target, items, condition, body, otherwise("endfor"));
  }

  private Expression target() {
    List<Expression> names = new ArrayList<>();
    boolean parenthesised = tokens.skipOperator("(");
    boolean tuple = parenthesised;
    do {
      if (tokens.peek().kind() != Kind.NAME) {
        break;
      }
      names.add(targetName());
      tuple |= tokens.peek().operator(",");
    } while (tokens.skipOperator(","));
    if (parenthesised) {
      tokens.expectOperator(")");
    }
    return tuple ? new TupleOf(names) : names.isEmpty() ? refusedTarget() : names.getFirst();
  }

  private Expression refusedTarget() {
    throw tokens.refused("a name to set");
  }

  private Expression targetName() {
    Token token = tokens.expect(Kind.NAME);
    if (LITERALS.contains(token.text())) {
      throw TemplateException.requires(
          "template line " + token.line(), "a name to set", "'" + token.text() + "'");
    }
    Name name = new Name(token.text());
    if (tokens.skipOperator(".")) {
      return new Attribute(name, tokens.expect(Kind.NAME).text());
    }
    return name;
  }

  private Statement set() {
    Expression target = target();
    if (tokens.skipOperator("=")) {
      Statement.Set set = new Statement.Set(target, expressions.tuple());
      return ended(set);
    }
    Expression filtered = expressions.filters(BODY);
    return new Statement.SetBlock(target, filtered, bodyAndEnd("endset"));
  }

  private Statement macro() {
    String name = tokens.expect(Kind.NAME).text();
    return macro(name, parameters(), "endmacro");
  }

  private Statement.Macro macro(String name, List<Parameter> parameters, String end) {
    int from = tokens.position();
    List<Statement> body = bodyAndEnd(end);
    List<String> specials =
        Stream.of("caller", "varargs", "kwargs").filter(s -> tokens.mention(from, s)).toList();
    return new Statement.Macro(name, parameters, body, specials);
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      String name = tokens.expect(Kind.NAME).text();
      Optional<Expression> otherwise =
          tokens.skipOperator("=") ? Optional.of(expressions.expression()) : Optional.empty();
      parameters.add(new Parameter(name, otherwise));
      if (!tokens.peek().operator(")")) {
        tokens.expectOperator(",");
      }
    }
    return parameters;
  }

  private Statement callBlock() {
    List<Parameter> parameters = tokens.peek().operator("(") ? parameters() : List.of();
    if (!(expressions.expression() instanceof Expression.Call call)) {
      throw tokens.refused("a call");
    }
    return new Statement.CallBlock(call, macro("caller", parameters, "endcall"));
  }

  private Statement filterBlock() {
    Expression filtered = expressions.filters(expressions.filter(BODY));
    return new Statement.FilterBlock(filtered, bodyAndEnd("endfilter"));
  }

  private Statement with() {
    List<Statement.Set> assignments = new ArrayList<>();
    while (tokens.peek().kind() != Kind.BLOCK_END) {
      Expression target = target();
      tokens.expectOperator("=");
      assignments.add(new Statement.Set(target, expressions.expression()));
      tokens.skipOperator(",");
    }
    return new Statement.With(assignments, bodyAndEnd("endwith"));
  }
}
