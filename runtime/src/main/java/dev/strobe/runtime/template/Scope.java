package dev.strobe.runtime.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Names and their values, within those of what surrounds them.
final class Scope {
  private final Map<String, Object> values = new HashMap<>();
  private final Optional<Scope> outer;

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope outermost() {
    return new Scope(Optional.empty());
  }

  Scope inner() {
    return new Scope(Optional.of(this));
  }

  void set(String name, Object value) {
    values.put(name, value);
  }

  Object value(String name) {
    Scope scope = this;
    while (!scope.values.containsKey(name) && scope.outer.isPresent()) {
      scope = scope.outer.get();
    }
    return scope.values.getOrDefault(name, new Undefined(name));
  }
}
