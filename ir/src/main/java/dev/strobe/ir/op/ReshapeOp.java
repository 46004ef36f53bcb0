package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The same elements, in row-major order, under other dimensions.
public record ReshapeOp(Value operand, TensorType type) implements Op {
  public ReshapeOp {
    TensorType from = operand.tensor();
    Checks.require(from.element() == type.element(), "reshape_c1", "one element type", from, type);
    Checks.require(
        from.elementCount() == type.elementCount(),
        "reshape_c2",
        "size(operand) = size(result)",
        from,
        type);
  }

  @Override
  public String name() {
    return "reshape";
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
  public ReshapeOp withOperands(List<Value> operands) {
    return new ReshapeOp(operands.getFirst(), type);
  }
}
