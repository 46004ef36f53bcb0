package dev.strobe.ir.interpret;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tensors that values stand for while a body runs; a region's scope also sees the outer ones.
final class Scope {
  private final Optional<Scope> outer;
  private final Map<Value, Tensor> tensors = new HashMap<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope outermost() {
    return new Scope(Optional.empty());
  }

  Scope inner() {
    return new Scope(Optional.of(this));
  }

  void define(List<Value> values, List<Tensor> results) {
    for (int i = 0; i < values.size(); i++) {
      tensors.put(values.get(i), results.get(i));
    }
  }

  List<Tensor> lookUp(List<Value> values) {
    return values.stream().map(this::lookUp).toList();
  }

  private Tensor lookUp(Value value) {
    Tensor tensor = tensors.get(value);
    if (tensor != null) {
      return tensor;
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
    values.forEach(tensors::remove);
  }
}
