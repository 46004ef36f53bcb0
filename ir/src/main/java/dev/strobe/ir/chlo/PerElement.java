package dev.strobe.ir.chlo;

import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.function.Function;

/// Formulas that give each element of the result from those in its place.
final class PerElement {
  private PerElement() {}

  /// A formula may have constants of the shape of its operands; where that is not known it is
  /// applied to scalars, in a `map`.
  static Value of(
      GraphBuilder builder, List<Value> operands, Function<List<Value>, Value> formula) {
    boolean known = operands.stream().allMatch(x -> x.tensor().isStatic());
    return known ? formula.apply(operands) : new ScalarBodies(builder).map(operands, formula);
  }
}
