package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.CompareOp.Comparison;
import dev.strobe.ir.op.CompareOp.Direction;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.UnaryOp;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The largest float along the last axis, and where it stands first, as one `reduce`.
///
/// Of two pairs the larger is the one of the larger number, or of the lower index: in whatever
/// order a device folds them, the result is the same.
///
/// @param comparison how numbers are ordered; NaN has no place among them in that of floats
public record ArgMax(GraphBuilder b, Comparison comparison) {
  /// Values and s32 indices of an operand `[..., n]`, without the last axis; n is above zero.
  public ImmutableList<Value> of(Value operand) {
    TensorType places = operand.tensor().withElement(ElementType.S32);
    return of(operand, b.iota(places, places.rank() - 1));
  }

  /// The same of given indices, all different along the last axis.
  public ImmutableList<Value> of(Value operand, Value places) {
    TensorType number = TensorType.of(operand.tensor().element());
    TensorType place = TensorType.of(ElementType.S32);
    Value lowest = b.constant(lowest(number));
    Value last = b.constant(Literal.ofS32(place, Integer.MAX_VALUE));
    Region larger = b.region(List.of(number, place, number, place), this::larger);
    ImmutableLongArray axis = ImmutableLongArray.of(operand.tensor().rank() - 1);
    return b.emit(
        new ReduceOp(
            ImmutableList.of(operand, places), ImmutableList.of(lowest, last), axis, larger));
  }

  private List<Value> larger(List<Value> pairs) {
    Value above = above(pairs.get(0), pairs.get(2));
    Value below = above(pairs.get(2), pairs.get(0));
    Value before = b.compare(pairs.get(1), pairs.get(3), Direction.LT);
    Value equal = b.unary(UnaryOp.Kind.NOT, below);
    Value first = b.binary(BinaryOp.Kind.OR, above, b.and(equal, before));
    return List.of(
        b.select(first, pairs.get(0), pairs.get(2)), b.select(first, pairs.get(1), pairs.get(3)));
  }

  private Value above(Value a, Value other) {
    return b.emit(new CompareOp(a, other, Direction.GT, comparison)).getFirst();
  }

  /// What no number is below: in total order, the NaN of all ones.
  private Literal lowest(TensorType type) {
    if (comparison == Comparison.FLOAT) {
      return Literal.splat(type, Double.NEGATIVE_INFINITY);
    }
    byte[] ones = new byte[type.element().hostBytes()];
    Arrays.fill(ones, (byte) -1);
    return Literal.splat(type, ByteBuffer.wrap(ones));
  }
}
