package dev.strobe.ir.op;

import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.stream.LongStream;

/// Formulas along the last axis of a tensor, `[..., width]`.
///
/// @param b takes the nodes
/// @param like the type that folded values are repeated to
record LastAxis(GraphBuilder b, TensorType like) {
  /// A float tensor of known sizes with an axis that is not empty.
  static void require(String op, TensorType type) {
    Checks.require(
        type.rank() > 0
            && type.isStatic()
            && type.elementCount() > 0
            && type.element().kind() == ElementType.Kind.FLOAT,
        op,
        "floats of known sizes with an axis to go along",
        type);
  }

  /// A vector of the width and the element type of x.
  static void requireVector(String op, TensorType type, Value vector) {
    Checks.require(
        vector.tensor().equals(type.withDims(type.dim(type.rank() - 1))),
        op,
        "a vector along the last axis of " + type,
        vector);
  }

  private int axis() {
    return like.rank() - 1;
  }

  Value sum(Value x) {
    return b.reduceSum(x, axis());
  }

  Value greatest(Value x) {
    return b.reduceMax(x, axis());
  }

  Value mean(Value x, Mean mean) {
    Value sum = sum(x);
    double width = like.dim(axis());
    return switch (mean) {
      case SCALED -> b.multiply(sum, b.splat(sum.tensor(), 1 / width));
      case DIVIDED -> b.divide(sum, b.splat(sum.tensor(), width));
    };
  }

  /// `1 / sqrt(x + epsilon)`.
  Value inverseRoot(Value x, double epsilon) {
    return b.rsqrt(b.add(x, b.splat(x.tensor(), epsilon)));
  }

  /// A folded value repeated along the axis.
  Value along(Value folded) {
    return b.broadcast(folded, like.dims().toArray(), LongStream.range(0, axis()).toArray());
  }

  /// A vector repeated along all other axes.
  Value across(Value vector) {
    return b.broadcast(vector, like.dims().toArray(), axis());
  }
}
