package dev.strobe.ir.interpret;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What values stand for while a body runs; a region's scope also sees the outer ones.
final class Scope {
  private final Optional<Scope> outer;
  private final Map<Value, Datum> data = new HashMap<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope outermost() {
    return new Scope(Optional.empty());
  }

  Scope inner() {
    return new Scope(Optional.of(this));
  }

  void define(List<Value> values, List<? extends Datum> results) {
    for (int i = 0; i < values.size(); i++) {
      data.put(values.get(i), results.get(i));
    }
  }

  List<Datum> lookUp(List<Value> values) {
    return values.stream().map(this::lookUp).toList();
  }

  private Datum lookUp(Value value) {
    Datum datum = data.get(value);
    if (datum != null) {
      return datum;
    }
    return outer
        .orElseThrow(
            () ->
                new InvalidOpException(
                    "interpreter requires values to be defined before use, got " + value))
        .lookUp(value);
  }

  /// Forgets values of this scope; those of outer ones stay.
  void release(List<Value> values) {
    values.forEach(data::remove);
  }
}
