package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.Arrays;
import java.util.List;

/// The first elements of the operand along one axis, as many as is computed.
///
/// Not in the specification; XLA calls it `SetDimensionSize`. Of a result whose size is static, the
/// computed one has to be that size.
public record SetDimensionSizeOp(Value operand, Value size, long dimension, TensorType type)
    implements DynamicShapeOp {
  public SetDimensionSizeOp {
    TensorType from = operand.tensor();
    Checks.require(
        size.type().equals(TensorType.of(ElementType.S32)),
        "set_dimension_size",
        "a scalar i32 size",
        size);
    Checks.require(
        0 <= dimension && dimension < from.rank(),
        "set_dimension_size",
        "0 <= dimension < rank(operand)",
        dimension,
        from);
    Checks.require(
        from.element() == type.element() && from.rank() == type.rank(),
        "set_dimension_size",
        "a result of the operand's element type and rank",
        from,
        type);
  }

  @Override
  public String name() {
    return "set_dimension_size";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, size);
  }

  @Override
  public SetDimensionSizeOp withOperands(List<Value> operands) {
    return new SetDimensionSizeOp(operands.get(0), operands.get(1), dimension, type);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(size);
  }

  @Override
  public SliceOp unchecked(List<ImmutableLongArray> shapes) {
    long[] limits = operand.tensor().dims().toArray();
    long[] starts = new long[limits.length];
    long[] strides = new long[limits.length];
    Arrays.fill(strides, 1);
    limits[(int) dimension] = shapes.getFirst().get(0);
    return new SliceOp(
        operand,
        ImmutableLongArray.copyOf(starts),
        ImmutableLongArray.copyOf(limits),
        ImmutableLongArray.copyOf(strides));
  }
}
