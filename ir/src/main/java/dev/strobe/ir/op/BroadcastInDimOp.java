package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.IntStream;

/// The operand's axis `d` becomes the result's axis `broadcastDimensions[d]`; axes of size one and
/// new axes are repeated.
public record BroadcastInDimOp(
    Value operand, TensorType type, ImmutableLongArray broadcastDimensions) implements Op {
  public BroadcastInDimOp {
    TensorType from = operand.tensor();
    Checks.require(
        from.element() == type.element(), "broadcast_in_dim_c1", "one element type", from, type);
    Checks.require(
        broadcastDimensions.length() == from.rank(),
        "broadcast_in_dim_c2",
        "size(broadcast_dimensions) = rank(operand)",
        broadcastDimensions,
        from);
    Checks.require(
        Checks.inRange(broadcastDimensions, 0, type.rank()),
        "broadcast_in_dim_c3",
        "0 <= broadcast_dimensions < rank(result)",
        broadcastDimensions,
        type);
    Checks.require(
        Checks.isUnique(broadcastDimensions),
        "broadcast_in_dim_c4",
        "unique broadcast_dimensions",
        broadcastDimensions);
    Checks.require(
        type.isStatic(),
        "broadcast_in_dim",
        "static dimensions, or to be a dynamic_broadcast_in_dim",
        type);
    Checks.require(
        sizesFit(from, type, broadcastDimensions),
        "broadcast_in_dim_c5",
        "axes of size 1 or of the result's size",
        from,
        type);
  }

  /// Whether every axis is repeated or kept.
  static boolean sizesFit(TensorType from, TensorType to, ImmutableLongArray dimensions) {
    return IntStream.range(0, from.rank())
        .allMatch(
            d ->
                from.dim(d) == 1
                    || TensorType.sizesFit(from.dim(d), to.dim((int) dimensions.get(d))));
  }

  @Override
  public String name() {
    return "broadcast_in_dim";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type);
  }

  @Override
  public BroadcastInDimOp withOperands(List<Value> operands) {
    return new BroadcastInDimOp(operands.getFirst(), type, broadcastDimensions);
  }
}
