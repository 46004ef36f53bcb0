package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The values of one function that are in sight, by the names they have in the text.
final class ValueScope {
  private final Map<String, ImmutableList<Value>> groups = new HashMap<>();
  private final Deque<List<String>> levels = new ArrayDeque<>();

  /// What a value is called, without its `%`, and where that is said.
  record Name(String text, int place) {
    static Name take(Cursor cursor) {
      int start = cursor.place();
      return new Name(cursor.valueName(), start);
    }
  }

  ValueScope() {
    levels.push(new ArrayList<>());
  }

  /// Opens a region: what is defined in it goes out of sight with [#leave()].
  void enter() {
    levels.push(new ArrayList<>());
  }

  void leave() {
    levels.pop().forEach(groups::remove);
  }

  /// Gives a group of values (mostly one) a name.
  void define(Cursor cursor, int place, String name, List<Value> values) {
    if (groups.putIfAbsent(name, ImmutableList.copyOf(values)) != null) {
      throw cursor.failAt(place, "a name that no other value in sight has", "%" + name);
    }
    levels.element().add(name);
  }

  /// Makes a value of a name and type.
  Value define(Cursor cursor, Name name, Type type) {
    Value value = new Value(type, hint(name.text()));
    define(cursor, name.place(), name.text(), ImmutableList.of(value));
    return value;
  }

  /// What a name means to a reader: made-up numbers are no hint.
  static String hint(String name) {
    return Cursor.isDigit(name.charAt(0)) ? "" : name;
  }

  /// Takes `%name` or `%name#1`.
  Value use(Cursor cursor) {
    int start = cursor.place();
    String name = cursor.valueName();
    long index = cursor.tryTake("#") ? cursor.integer() : 0;
    ImmutableList<Value> group = groups.get(name);
    if (group == null || index < 0 || index >= group.size()) {
      throw cursor.failAt(start, "a value defined before its use");
    }
    return group.get((int) index);
  }

  /// Takes `%a, %b`, as far as it goes; a comma before anything else stays.
  ImmutableList<Value> uses(Cursor cursor) {
    ImmutableList.Builder<Value> values = ImmutableList.builder();
    while (cursor.looksAt("%")) {
      values.add(use(cursor));
      int comma = cursor.place();
      if (!cursor.tryTake(",") || !cursor.looksAt("%")) {
        cursor.moveTo(comma);
        return values.build();
      }
    }
    return values.build();
  }
}
