package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names of values within one function: hints made legal and unique, numbers where a value has
/// none.
final class SsaNames {
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_$.-]");

  private final Map<Value, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> nextSuffix = new HashMap<>();
  private int nextNumber;

  /// Names one value and returns the name with its `%`.
  String define(Value value) {
    String name = "%" + fresh(value.name());
    bind(value, name);
    return name;
  }

  /// Names the results of one op; returns what stands left of the `=`, empty for no results.
  String defineResults(ImmutableList<Value> results) {
    if (results.isEmpty()) {
      return "";
    }
    if (results.size() == 1) {
      return define(results.getFirst()) + " = ";
    }
    String group = "%" + fresh(results.getFirst().name());
    for (int i = 0; i < results.size(); i++) {
      bind(results.get(i), group + "#" + i);
    }
    return group + ":" + results.size() + " = ";
  }

  String of(Value value) {
    String name = names.get(value);
    if (name == null) {
      throw new InvalidOpException("writer requires values defined before use, got " + value);
    }
    return name;
  }

  /// `%a, %b`.
  String of(List<Value> values) {
    return values.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private void bind(Value value, String name) {
    if (names.put(value, name) != null) {
      throw new InvalidOpException("writer requires values defined once, got " + value);
    }
  }

  private String fresh(String hint) {
    if (hint.isEmpty()) {
      return Integer.toString(nextNumber++);
    }
    String legal = ILLEGAL.matcher(hint).replaceAll("_");
    String base = Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    String name = base;
    while (!taken.add(name)) {
      name = base + "_" + nextSuffix.merge(base, 1, Integer::sum);
    }
    return name;
  }
}
