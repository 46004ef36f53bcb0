package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Elements limited to `[min, max]`; a limit may be a scalar.
public record ClampOp(Value min, Value operand, Value max) implements Op {
  public ClampOp {
    TensorType type = operand.tensor();
    Checks.require(
        min.tensor().isScalar() || min.tensor().shapeFits(type),
        "clamp_c1",
        "a scalar min or one of the operand's shape",
        min.type(),
        type);
    Checks.require(
        max.tensor().isScalar() || max.tensor().shapeFits(type),
        "clamp_c2",
        "a scalar max or one of the operand's shape",
        max.type(),
        type);
    Checks.require(
        min.tensor().element() == type.element() && max.tensor().element() == type.element(),
        "clamp_c3",
        "one element type",
        min.type(),
        type,
        max.type());
  }

  @Override
  public String name() {
    return "clamp";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(min, operand, max);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.type());
  }

  @Override
  public ClampOp withOperands(List<Value> operands) {
    return new ClampOp(operands.get(0), operands.get(1), operands.get(2));
  }
}
