package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Numbers that count up from zero along one axis.
public record IotaOp(TensorType type, long iotaDimension) implements Op {
  public IotaOp {
    Checks.require(
        iotaDimension >= 0 && iotaDimension < type.rank(),
        "iota_c1",
        "0 <= iota_dimension < rank(output)",
        iotaDimension,
        type);
    Checks.require(type.isStatic(), "iota", "static dimensions, or to be a dynamic_iota", type);
    Checks.require(
        !type.element().isBoolean(), "iota", "an integer, float or complex element type", type);
  }

  @Override
  public String name() {
    return "iota";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type);
  }

  @Override
  public IotaOp withOperands(List<Value> operands) {
    return this;
  }
}
