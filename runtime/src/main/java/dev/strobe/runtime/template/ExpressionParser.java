package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Expression.And;
import dev.strobe.runtime.template.Expression.Argument;
import dev.strobe.runtime.template.Expression.Arithmetic;
import dev.strobe.runtime.template.Expression.Comparison;
import dev.strobe.runtime.template.Expression.Concatenation;
import dev.strobe.runtime.template.Expression.Conditional;
import dev.strobe.runtime.template.Expression.Filter;
import dev.strobe.runtime.template.Expression.Negative;
import dev.strobe.runtime.template.Expression.Not;
import dev.strobe.runtime.template.Expression.Operand;
import dev.strobe.runtime.template.Expression.Or;
import dev.strobe.runtime.template.Expression.Positive;
import dev.strobe.runtime.template.Expression.Test;
import dev.strobe.runtime.template.Expression.TupleOf;
import dev.strobe.runtime.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads expressions with Jinja's precedences: `if`, `or`, `and`, `not`, comparisons, `+ -`, `~`,
/// `* / // %`, `**`, signs, then filters and tests.
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> ENDS_TEST = Set.of("else", "or", "and", "if", "in", "not", "is");

  private final TokenStream tokens;
  private final PrimaryParser primaries;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this);
  }

  /// An expression, or a tuple of them without parentheses.
  Expression tuple() {
    return tuple(expression());
  }

  /// What a loop goes over: its `if` belongs to the loop.
  Expression loopItems() {
    return tuple(or());
  }

  private Expression tuple(Expression first) {
    if (!tokens.peek().operator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",") && startsExpression()) {
      items.add(expression());
    }
    return new TupleOf(items);
  }

  private boolean startsExpression() {
    Token token = tokens.peek();
    return token.kind() != Kind.BLOCK_END
        && token.kind() != Kind.OUTPUT_END
        && !token.operator(")")
        && !token.operator("=");
  }

  Expression expression() {
    tokens.enter();
    Expression value = or();
    while (tokens.skipName("if")) {
      Expression condition = or();
      Optional<Expression> otherwise =
          tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Conditional(condition, value, otherwise);
    }
    tokens.leave();
    return value;
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      left = new Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      left = new And(left, not());
    }
    return left;
  }

  private Expression not() {
    if (!tokens.skipName("not")) {
      return comparison();
    }
    tokens.enter();
    Expression negated = new Not(not());
    tokens.leave();
    return negated;
  }

  private Expression comparison() {
    Expression first = sum();
    List<Operand> rest = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
        tokens.next();
        rest.add(new Operand(token.text(), sum()));
      } else if (tokens.skipName("in")) {
        rest.add(new Operand("in", sum()));
      } else if (token.name("not") && tokens.following().name("in")) {
        tokens.next();
        tokens.next();
        rest.add(new Operand("not in", sum()));
      } else {
        return rest.isEmpty() ? first : new Comparison(first, rest);
      }
    }
  }

  private Expression sum() {
    Expression left = concatenation();
    while (tokens.peek().operator("+") || tokens.peek().operator("-")) {
      left = new Arithmetic(tokens.next().text(), left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    List<Expression> parts = new ArrayList<>(List.of(product()));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.getFirst() : new Concatenation(parts);
  }

  private Expression product() {
    Expression left = power();
    while (Set.of("*", "/", "//", "%").contains(tokens.peek().text())
        && tokens.peek().kind() == Kind.OPERATOR) {
      left = new Arithmetic(tokens.next().text(), left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.skipOperator("**")) {
      left = new Arithmetic("**", left, unary(true));
    }
    return left;
  }

  private Expression unary(boolean withFilters) {
    tokens.enter();
    Expression value;
    if (tokens.skipOperator("-")) {
      value = new Negative(unary(false));
    } else if (tokens.skipOperator("+")) {
      value = new Positive(unary(false));
    } else {
      value = primaries.primary();
    }
    value = primaries.postfix(value);
    tokens.leave();
    return withFilters ? filtersAndTests(value) : value;
  }

  private Expression filtersAndTests(Expression first) {
    Expression value = first;
    while (true) {
      if (tokens.peek().operator("|")) {
        value = filters(value);
      } else if (tokens.skipName("is")) {
        value = test(value);
      } else if (tokens.peek().operator("(")) {
        value = primaries.call(value);
      } else {
        return value;
      }
    }
  }

  /// Every filter that follows, over a value.
  Expression filters(Expression first) {
    Expression value = first;
    while (tokens.skipOperator("|")) {
      value = filter(value);
    }
    return value;
  }

  /// One filter's name and arguments.
  Expression filter(Expression value) {
    String name = tokens.expect(Kind.NAME).text();
    List<Argument> arguments = tokens.peek().operator("(") ? primaries.arguments() : List.of();
    return new Filter(value, name, arguments);
  }

  private Expression test(Expression value) {
    boolean negated = tokens.skipName("not");
    String name = tokens.expect(Kind.NAME).text();
    List<Argument> arguments = List.of();
    if (tokens.peek().operator("(")) {
      arguments = primaries.arguments();
    } else if (startsTestArgument()) {
      arguments = List.of(new Argument("", primaries.postfix(primaries.primary())));
    }
    Expression test = new Test(value, name, arguments);
    return negated ? new Not(test) : test;
  }

  private boolean startsTestArgument() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NAME -> !ENDS_TEST.contains(token.text());
      case STRING, INTEGER, FLOAT -> true;
      case OPERATOR -> token.operator("[") || token.operator("{");
      default -> false;
    };
  }
}
