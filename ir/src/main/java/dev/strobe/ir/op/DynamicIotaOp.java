package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// Numbers that count up from zero along one axis of a tensor whose sizes are computed.
public record DynamicIotaOp(Value outputShape, TensorType type, long iotaDimension)
    implements DynamicShapeOp {
  public DynamicIotaOp {
    DynamicShapeOp.requireVector("dynamic_iota_i1", outputShape);
    DynamicShapeOp.requireLength("dynamic_iota_c2", outputShape, type.rank());
    Checks.require(
        0 <= iotaDimension && iotaDimension < type.rank(),
        "dynamic_iota_c1",
        "0 <= iota_dimension < size(output_shape)",
        iotaDimension,
        type);
    Checks.require(
        !type.element().isBoolean(),
        "dynamic_iota",
        "an integer, float or complex element type",
        type);
  }

  @Override
  public String name() {
    return "dynamic_iota";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(outputShape);
  }

  @Override
  public DynamicIotaOp withOperands(List<Value> operands) {
    return new DynamicIotaOp(operands.getFirst(), type, iotaDimension);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(outputShape);
  }

  @Override
  public IotaOp unchecked(List<ImmutableLongArray> shapes) {
    return new IotaOp(new TensorType(type.element(), shapes.getFirst()), iotaDimension);
  }
}
