package dev.strobe.runtime.tokenizer;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Typed access to a GGUF file's key-values, with numbers of every width and arrays of every form.
///
/// @param values a value is a String, a Boolean, a Number, a List or an array of primitives
record GgufKeys(Map<String, Object> values) {

  Optional<String> string(String key) {
    return typed(key, String.class, "a string");
  }

  Optional<Boolean> flag(String key) {
    return typed(key, Boolean.class, "true or false");
  }

  Optional<Long> integer(String key) {
    return typed(key, Number.class, "an integer").map(Number::longValue);
  }

  /// The strings under `key`; empty if it is absent.
  List<String> strings(String key) {
    List<?> list = typed(key, List.class, "a list of strings").orElse(List.of());
    for (Object each : list) {
      if (!(each instanceof String)) {
        throw wrong(key, "a list of strings", each);
      }
    }
    @SuppressWarnings("unchecked") // every element was looked at above
    List<String> strings = (List<String>) list;
    return strings;
  }

  /// The numbers under `key`; empty if it is absent.
  double[] numbers(String key) {
    Object value = values.get(key);
    if (value == null) {
      return new double[0];
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToDouble(each -> number(key, each)).toArray();
    }
    if (!value.getClass().isArray()) {
      throw wrong(key, "a list of numbers", value);
    }
    double[] numbers = new double[Array.getLength(value)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(key, Array.get(value, i));
    }
    return numbers;
  }

  private static double number(String key, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, "a list of numbers", value);
  }

  private <T> Optional<T> typed(String key, Class<T> type, String wanted) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw wrong(key, wanted, value);
    }
    return Optional.of(type.cast(value));
  }

  private static TokenizerException wrong(String key, String wanted, Object got) {
    return new TokenizerException(
        key + " requires " + wanted + ", got " + got.getClass().getSimpleName());
  }
}
