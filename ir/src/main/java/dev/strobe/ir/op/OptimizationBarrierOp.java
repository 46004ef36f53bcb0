package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Its operands, unchanged; no optimisation moves work across it.
public record OptimizationBarrierOp(ImmutableList<Value> operand) implements Op {
  public OptimizationBarrierOp {
    Checks.require(
        operand.stream()
            .noneMatch(
                value ->
                    value.type() instanceof QuantizedTensorType type && type.element().isPerAxis()),
        "optimization_barrier_i1",
        "operands that are not quantised by axis",
        operand);
  }

  @Override
  public String name() {
    return "optimization_barrier";
  }

  @Override
  public ImmutableList<Value> operands() {
    return operand;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return operand.stream().map(Value::type).collect(ImmutableList.toImmutableList());
  }

  @Override
  public OptimizationBarrierOp withOperands(List<Value> operands) {
    return new OptimizationBarrierOp(ImmutableList.copyOf(operands));
  }

  @Override
  public boolean isPure() {
    return false;
  }
}
