package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// A box of the operand between computed indices, with computed strides.
///
/// Not in the specification; this is `slice` with operands for attributes.
public record RealDynamicSliceOp(
    Value operand, Value startIndices, Value limitIndices, Value strides, TensorType type)
    implements DynamicShapeOp {
  public RealDynamicSliceOp {
    TensorType from = operand.tensor();
    Checks.require(
        from.element() == type.element() && from.rank() == type.rank(),
        "real_dynamic_slice",
        "a result of the operand's element type and rank",
        from,
        type);
    for (Value vector : ImmutableList.of(startIndices, limitIndices, strides)) {
      DynamicShapeOp.requireVector("real_dynamic_slice", vector);
      DynamicShapeOp.requireLength("real_dynamic_slice", vector, from.rank());
    }
  }

  @Override
  public String name() {
    return "real_dynamic_slice";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, startIndices, limitIndices, strides);
  }

  @Override
  public RealDynamicSliceOp withOperands(List<Value> x) {
    return new RealDynamicSliceOp(x.get(0), x.get(1), x.get(2), x.get(3), type);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(startIndices, limitIndices, strides);
  }

  @Override
  public SliceOp unchecked(List<ImmutableLongArray> shapes) {
    return new SliceOp(operand, shapes.get(0), shapes.get(1), shapes.get(2));
  }
}
