package dev.strobe.runtime.template;

import dev.strobe.runtime.template.Expression.And;
import dev.strobe.runtime.template.Expression.Argument;
import dev.strobe.runtime.template.Expression.Arithmetic;
import dev.strobe.runtime.template.Expression.Attribute;
import dev.strobe.runtime.template.Expression.Call;
import dev.strobe.runtime.template.Expression.Comparison;
import dev.strobe.runtime.template.Expression.Concatenation;
import dev.strobe.runtime.template.Expression.Conditional;
import dev.strobe.runtime.template.Expression.DictOf;
import dev.strobe.runtime.template.Expression.Entry;
import dev.strobe.runtime.template.Expression.Filter;
import dev.strobe.runtime.template.Expression.Item;
import dev.strobe.runtime.template.Expression.ListOf;
import dev.strobe.runtime.template.Expression.Literal;
import dev.strobe.runtime.template.Expression.Name;
import dev.strobe.runtime.template.Expression.Negative;
import dev.strobe.runtime.template.Expression.Not;
import dev.strobe.runtime.template.Expression.Operand;
import dev.strobe.runtime.template.Expression.Or;
import dev.strobe.runtime.template.Expression.Positive;
import dev.strobe.runtime.template.Expression.Slice;
import dev.strobe.runtime.template.Expression.Test;
import dev.strobe.runtime.template.Expression.TupleOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evaluates expressions.
final class Evaluator {
  private final Values values;
  private final Budget budget;
  private final Operators operators;
  private final Members members;
  private final Filters filters;
  private final Tests tests;

  Evaluator(Values values) {
    this.values = values;
    this.budget = values.budget();
    this.operators = new Operators(values);
    this.members = new Members(values);
    this.tests = new Tests(values);
    this.filters = new Filters(values, members, tests);
  }

  Object value(Expression expression, Scope scope) {
    budget.enter();
    Object value = dispatch(expression, scope);
    budget.leave();
    return value;
  }

  private Object dispatch(Expression expression, Scope scope) {
    return switch (expression) {
      case Literal(Object value) -> value;
      case Name(String name) -> scope.value(name);
      case Attribute(Expression target, String name) ->
          members.attribute(value(target, scope), name);
      case Item(Expression target, Expression key) ->
          members.item(value(target, scope), value(key, scope));
      case Slice slice -> slice(slice, scope);
      case Call(Expression target, List<Argument> arguments) ->
          callable(value(target, scope)).call(arguments(arguments, scope));
      case Filter(Expression target, String name, List<Argument> arguments) ->
          filters.apply(name, value(target, scope), arguments(arguments, scope));
      case Test(Expression target, String name, List<Argument> arguments) ->
          tests.holds(name, value(target, scope), arguments(arguments, scope));
      case Not(Expression operand) -> !Values.truth(value(operand, scope));
      case Negative(Expression operand) -> operators.negative(value(operand, scope));
      case Positive(Expression operand) -> operators.apply("+", 0L, value(operand, scope));
      case And and -> and(and, scope);
      case Or or -> or(or, scope);
      case Arithmetic(String operator, Expression left, Expression right) ->
          operators.apply(operator, value(left, scope), value(right, scope));
      case Comparison comparison -> comparison(comparison, scope);
      case Concatenation(List<Expression> parts) -> concatenation(parts, scope);
      case Conditional conditional -> conditional(conditional, scope);
      case ListOf(List<Expression> items) -> all(items, scope);
      case TupleOf(List<Expression> items) -> Tuple.copyOf(all(items, scope));
      case DictOf(List<Entry> entries) -> dict(entries, scope);
    };
  }

  static Callable callable(Object value) {
    return switch (value) {
      case Callable callable -> callable;
      case Undefined undefined -> throw undefined.used();
      default -> throw TemplateException.requires("call", "a function", Values.kind(value));
    };
  }

  Arguments arguments(List<Argument> given, Scope scope) {
    if (given.isEmpty()) {
      return Arguments.NONE;
    }
    List<Object> positional = new ArrayList<>();
    Map<String, Object> named = new LinkedHashMap<>();
    for (Argument argument : given) {
      Object value = value(argument.value(), scope);
      if (argument.name().isEmpty()) {
        positional.add(value);
      } else {
        named.put(argument.name(), value);
      }
    }
    return new Arguments(positional, named);
  }

  private Object slice(Slice slice, Scope scope) {
    Object target = value(slice.target(), scope);
    return members.slice(
        target,
        bound(slice.start(), scope),
        bound(slice.stop(), scope),
        bound(slice.step(), scope));
  }

  private Object bound(Optional<Expression> bound, Scope scope) {
    return bound.isPresent() ? value(bound.get(), scope) : None.NONE;
  }

  private Object and(And and, Scope scope) {
    Object left = value(and.left(), scope);
    return Values.truth(left) ? value(and.right(), scope) : left;
  }

  private Object or(Or or, Scope scope) {
    Object left = value(or.left(), scope);
    return Values.truth(left) ? left : value(or.right(), scope);
  }

  private Object comparison(Comparison comparison, Scope scope) {
    Object left = value(comparison.first(), scope);
    for (Operand operand : comparison.rest()) {
      Object right = value(operand.value(), scope);
      if (!operators.compares(operand.operator(), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private String concatenation(List<Expression> parts, Scope scope) {
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      String piece = values.string(value(part, scope));
      budget.chargeText((long) text.length() + piece.length());
      text.append(piece);
    }
    return text.toString();
  }

  private Object conditional(Conditional conditional, Scope scope) {
    if (Values.truth(value(conditional.condition(), scope))) {
      return value(conditional.then(), scope);
    }
    return conditional.otherwise().isPresent()
        ? value(conditional.otherwise().get(), scope)
        : new Undefined("the value without else");
  }

  private List<Object> all(List<Expression> items, Scope scope) {
    List<Object> all = new ArrayList<>();
    items.forEach(item -> all.add(value(item, scope)));
    return all;
  }

  private Map<Object, Object> dict(List<Entry> entries, Scope scope) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (Entry entry : entries) {
      dict.put(Values.key(value(entry.key(), scope)), value(entry.value(), scope));
    }
    return dict;
  }
}
