package dev.strobe.runtime.template;

import java.util.AbstractList;
import java.util.List;

/// A Python tuple: a list that spells itself in parentheses and equals tuples only.
final class Tuple extends AbstractList<Object> {
  private final List<Object> items;
  private final List<String> names;

  private Tuple(List<Object> items, List<String> names) {
    this.items = items;
    this.names = names;
  }

  static Tuple of(Object... items) {
    return new Tuple(List.of(items), List.of());
  }

  static Tuple copyOf(List<Object> items) {
    return new Tuple(List.copyOf(items), List.of());
  }

  /// A pair that `groupby` makes.
  static Tuple group(Object grouper, List<Object> list) {
    return new Tuple(List.of(grouper, list), List.of("grouper", "list"));
  }

  Object named(String name) {
    int at = names.indexOf(name);
    return at < 0 ? new Undefined(name) : items.get(at);
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
