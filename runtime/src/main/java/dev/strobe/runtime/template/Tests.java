package dev.strobe.runtime.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Jinja's tests: what may follow `is`.
final class Tests {
  private final Values values;
  private final Operators operators;

  Tests(Values values) {
    this.values = values;
    this.operators = new Operators(values);
  }

  boolean holds(String name, Object value, Arguments given) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value instanceof None;
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map;
      case "sequence", "iterable" -> sequence(value);
      case "number" -> Numbers.isNumber(value);
      case "integer" -> value instanceof Long;
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "callable" -> value instanceof Callable;
      case "odd" -> Math.floorMod(Numbers.whole(value), 2) == 1;
      case "even" -> Math.floorMod(Numbers.whole(value), 2) == 0;
      case "divisibleby" -> operators.apply("%", value, given.required(0, "num")).equals(0L);
      case "lower" -> text(value).equals(text(value).toLowerCase(Locale.ROOT)) && cased(value);
      case "upper" -> text(value).equals(text(value).toUpperCase(Locale.ROOT)) && cased(value);
      case "eq", "equalto", "==" -> compares("==", value, given);
      case "ne", "!=" -> compares("!=", value, given);
      case "lt", "lessthan", "<" -> compares("<", value, given);
      case "le", "<=" -> compares("<=", value, given);
      case "gt", "greaterthan", ">" -> compares(">", value, given);
      case "ge", ">=" -> compares(">=", value, given);
      case "in" -> compares("in", value, given);
      case "sameas" -> value == given.required(0, "other") || same(value, given);
      case "escaped" -> false;
      default -> throw TemplateException.requires("template", "a known test", "'" + name + "'");
    };
  }

  private static boolean sequence(Object value) {
    return value instanceof String
        || value instanceof List
        || value instanceof Map
        || value instanceof Undefined;
  }

  private boolean compares(String operator, Object value, Arguments given) {
    return operators.compares(operator, value, given.required(0, "other"));
  }

  private boolean same(Object value, Arguments given) {
    Object other = given.required(0, "other");
    return value.getClass() == other.getClass()
        && (value instanceof Long || value instanceof Boolean || value instanceof String)
        && values.equal(value, other);
  }

  private String text(Object value) {
    return values.string(value);
  }

  private boolean cased(Object value) {
    return text(value)
        .codePoints()
        .anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
  }
}
