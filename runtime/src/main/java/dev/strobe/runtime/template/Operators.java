package dev.strobe.runtime.template;

import java.util.ArrayList;
import java.util.List;

/// What `+`, `*`, `%` and comparisons mean for numbers, texts and lists.
final class Operators {
  private final Values values;
  private final Budget budget;

  Operators(Values values) {
    this.values = values;
    this.budget = values.budget();
  }

  Object apply(String operator, Object left, Object right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.arithmetic(operator, left, right);
    }
    if (operator.equals("+") && left instanceof String a && right instanceof String b) {
      budget.chargeText((long) a.length() + b.length());
      return a + b;
    }
    if (operator.equals("+")
        && left instanceof List<?> a
        && right instanceof List<?> b
        && left instanceof Tuple == right instanceof Tuple) {
      return joined(a, b);
    }
    if (operator.equals("*") && Numbers.isWhole(right)) {
      return repeated(left, Numbers.whole(right));
    }
    if (operator.equals("*") && Numbers.isWhole(left)) {
      return repeated(right, Numbers.whole(left));
    }
    if (operator.equals("%") && left instanceof String format) {
      List<Object> given = right instanceof Tuple tuple ? tuple : List.of(right);
      return new Formatting(values).percent(format, given);
    }
    throw unfit(operator, left, right);
  }

  private static TemplateException unfit(String operator, Object left, Object right) {
    for (Object operand : List.of(left, right)) {
      if (operand instanceof Undefined undefined) {
        return undefined.used();
      }
    }
    return TemplateException.requires(
        "'" + operator + "'",
        "operands that fit",
        Values.kind(left) + " and " + Values.kind(right));
  }

  private Object joined(List<?> left, List<?> right) {
    budget.chargeItems((long) left.size() + right.size());
    List<Object> joined = new ArrayList<>(left);
    joined.addAll(right);
    return left instanceof Tuple ? Tuple.copyOf(joined) : joined;
  }

  private Object repeated(Object value, long count) {
    long times = Math.min(Math.max(0, count), Integer.MAX_VALUE);
    if (value instanceof String text) {
      budget.chargeText(text.length() * times);
      return text.repeat(text.isEmpty() ? 0 : (int) times);
    }
    if (!(value instanceof List<?> list)) {
      throw unfit("*", value, count);
    }
    budget.chargeItems(list.size() * times);
    List<Object> repeated = new ArrayList<>();
    for (long i = 0; i < times && !list.isEmpty(); i++) {
      repeated.addAll(list);
    }
    return value instanceof Tuple ? Tuple.copyOf(repeated) : repeated;
  }

  Object negative(Object value) {
    return value instanceof Double number ? (Object) (-number) : apply("-", 0L, value);
  }

  boolean compares(String operator, Object left, Object right) {
    return switch (operator) {
      case "==" -> values.equal(left, right);
      case "!=" -> !values.equal(left, right);
      case "in" -> values.contains(right, left);
      case "not in" -> !values.contains(right, left);
      default -> ordered(operator, left, right);
    };
  }

  private boolean ordered(String operator, Object left, Object right) {
    int order = values.compare(left, right);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order == 1;
      default -> order >= 0 && order != 2;
    };
  }
}
