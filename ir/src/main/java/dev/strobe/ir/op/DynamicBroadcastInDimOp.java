package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// The operand's axis `d` becomes axis `broadcastDimensions[d]` of a result whose sizes are
/// computed; axes of size one and new axes are repeated.
///
/// @param hints which axes are known to be repeated or not; no meaning depends on them
public record DynamicBroadcastInDimOp(
    Value operand,
    Value outputDimensions,
    TensorType type,
    ImmutableLongArray broadcastDimensions,
    Hints hints)
    implements DynamicShapeOp {
  /// Axes of the operand that are known to be repeated, and those known not to be.
  public record Hints(
      ImmutableLongArray knownExpandingDimensions, ImmutableLongArray knownNonexpandingDimensions) {
    public static final Hints NONE = new Hints(ImmutableLongArray.of(), ImmutableLongArray.of());
  }

  public DynamicBroadcastInDimOp {
    TensorType from = operand.tensor();
    Checks.require(
        from.element() == type.element(),
        "dynamic_broadcast_in_dim_c1",
        "one element type",
        from,
        type);
    Checks.require(
        broadcastDimensions.length() == from.rank(),
        "dynamic_broadcast_in_dim_c2",
        "size(broadcast_dimensions) = rank(operand)",
        broadcastDimensions,
        from);
    Checks.require(
        Checks.inRange(broadcastDimensions, 0, type.rank()),
        "dynamic_broadcast_in_dim_c3",
        "0 <= broadcast_dimensions < rank(result)",
        broadcastDimensions,
        type);
    Checks.require(
        Checks.isUnique(broadcastDimensions),
        "dynamic_broadcast_in_dim_c4",
        "unique broadcast_dimensions",
        broadcastDimensions);
    Checks.require(
        BroadcastInDimOp.sizesFit(from, type, broadcastDimensions),
        "dynamic_broadcast_in_dim_c5",
        "axes of size 1 or of the result's size",
        from,
        type);
    DynamicShapeOp.requireVector("dynamic_broadcast_in_dim_i2", outputDimensions);
    DynamicShapeOp.requireLength("dynamic_broadcast_in_dim_c7", outputDimensions, type.rank());
    requireHints(hints, from);
  }

  private static void requireHints(Hints hints, TensorType from) {
    ImmutableLongArray expanding = hints.knownExpandingDimensions();
    ImmutableLongArray nonexpanding = hints.knownNonexpandingDimensions();
    Checks.require(
        Checks.isUnique(GatherShapes.concat(expanding, nonexpanding)),
        "dynamic_broadcast_in_dim_c8",
        "unique known_expanding_dimensions and known_nonexpanding_dimensions",
        expanding,
        nonexpanding);
    Checks.require(
        Checks.inRange(expanding, 0, from.rank()),
        "dynamic_broadcast_in_dim_c9",
        "0 <= known_expanding_dimensions < rank(operand)",
        expanding,
        from);
    Checks.require(
        Checks.inRange(nonexpanding, 0, from.rank()),
        "dynamic_broadcast_in_dim_c10",
        "0 <= known_nonexpanding_dimensions < rank(operand)",
        nonexpanding,
        from);
  }

  @Override
  public String name() {
    return "dynamic_broadcast_in_dim";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, outputDimensions);
  }

  @Override
  public DynamicBroadcastInDimOp withOperands(List<Value> operands) {
    return new DynamicBroadcastInDimOp(
        operands.get(0), operands.get(1), type, broadcastDimensions, hints);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(outputDimensions);
  }

  @Override
  public BroadcastInDimOp unchecked(List<ImmutableLongArray> shapes) {
    TensorType known = new TensorType(type.element(), shapes.getFirst());
    return new BroadcastInDimOp(operand, known, broadcastDimensions);
  }
}
