package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// The same elements, in row-major order, under dimensions that are computed.
public record DynamicReshapeOp(Value operand, Value outputShape, TensorType type)
    implements DynamicShapeOp {
  public DynamicReshapeOp {
    TensorType from = operand.tensor();
    Checks.require(
        from.element() == type.element(), "dynamic_reshape_c1", "one element type", from, type);
    Checks.require(
        ReshapeOp.sizesFit(from, type),
        "dynamic_reshape_c2",
        "size(operand) = size(result)",
        from,
        type);
    DynamicShapeOp.requireVector("dynamic_reshape_i2", outputShape);
    DynamicShapeOp.requireLength("dynamic_reshape_c4", outputShape, type.rank());
  }

  @Override
  public String name() {
    return "dynamic_reshape";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, outputShape);
  }

  @Override
  public DynamicReshapeOp withOperands(List<Value> operands) {
    return new DynamicReshapeOp(operands.get(0), operands.get(1), type);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(outputShape);
  }

  @Override
  public ReshapeOp unchecked(List<ImmutableLongArray> shapes) {
    return new ReshapeOp(operand, new TensorType(type.element(), shapes.getFirst()));
  }
}
