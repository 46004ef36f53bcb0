package dev.strobe.runtime.template;

import java.util.List;
import java.util.Optional;

/// What evaluates to a value.
sealed interface Expression {
  record Literal(Object value) implements Expression {}

  record Name(String name) implements Expression {}

  record Attribute(Expression target, String name) implements Expression {}

  record Item(Expression target, Expression key) implements Expression {}

  record Slice(
      Expression target,
      Optional<Expression> start,
      Optional<Expression> stop,
      Optional<Expression> step)
      implements Expression {}

  record Call(Expression target, List<Argument> arguments) implements Expression {}

  record Filter(Expression target, String name, List<Argument> arguments) implements Expression {}

  record Test(Expression target, String name, List<Argument> arguments) implements Expression {}

  record Not(Expression operand) implements Expression {}

  record Negative(Expression operand) implements Expression {}

  record Positive(Expression operand) implements Expression {}

  record And(Expression left, Expression right) implements Expression {}

  record Or(Expression left, Expression right) implements Expression {}

  record Arithmetic(String operator, Expression left, Expression right) implements Expression {}

  record Comparison(Expression first, List<Operand> rest) implements Expression {}

  record Concatenation(List<Expression> parts) implements Expression {}

  record Conditional(Expression condition, Expression then, Optional<Expression> otherwise)
      implements Expression {}

  record ListOf(List<Expression> items) implements Expression {}

  record TupleOf(List<Expression> items) implements Expression {}

  record DictOf(List<Entry> entries) implements Expression {}

  /// One argument of a call; positional ones have an empty name.
  record Argument(String name, Expression value) {}

  /// One link of a chain such as `a < b <= c`.
  record Operand(String operator, Expression value) {}

  record Entry(Expression key, Expression value) {}
}
