package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The integers that stand for floats, or for what other quantised elements stand for.
public record UniformQuantizeOp(Value operand, QuantizedTensorType type) implements Op {
  public UniformQuantizeOp {
    TensorType floats = floats(operand);
    Checks.require(
        floats.element().isFloat(),
        "uniform_quantize_i1",
        "an operand of floats or quantised elements",
        operand);
    Checks.require(
        floats.shapeFits(type.storage()),
        "uniform_quantize_c1",
        "a result of the operand's shape",
        operand,
        type);
    Checks.require(
        floats.element() == type.element().expressed(),
        "uniform_quantize_c2",
        "a result that expresses " + floats.element(),
        operand,
        type);
  }

  private static TensorType floats(Value operand) {
    return operand.type() instanceof QuantizedTensorType quantized
        ? quantized.expressed()
        : operand.tensor();
  }

  @Override
  public String name() {
    return "uniform_quantize";
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
  public UniformQuantizeOp withOperands(List<Value> operands) {
    return new UniformQuantizeOp(operands.getFirst(), type);
  }
}
