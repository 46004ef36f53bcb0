package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.FutureType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// What an asynchronous op has made, once it has.
public record AsyncDoneOp(Value operand) implements StructuralOp {
  public AsyncDoneOp {
    Checks.require(operand.type() instanceof FutureType, "async_done_i1", "a future", operand);
  }

  @Override
  public String name() {
    return "async_done";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ((FutureType) operand.type()).elements();
  }

  @Override
  public AsyncDoneOp withOperands(List<Value> operands) {
    return new AsyncDoneOp(operands.getFirst());
  }

  @Override
  public boolean isPure() {
    return false;
  }
}
