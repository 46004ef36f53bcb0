package dev.strobe.models;

import dev.strobe.ir.Value;
import java.util.Optional;

/// A weight `[out, in]` in a graph.
///
/// @param scales of an integer weight's rows, `[out]`
record WeightMatrix(Value elements, Optional<Value> scales) {
  /// The parameter that holds the scales of an integer weight.
  static String scales(String name) {
    return name + "_scale";
  }
}
