package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The floats that quantised elements stand for.
///
/// The specification's constraints hold by construction: the result has the operand's shape and
/// expressed type.
public record UniformDequantizeOp(Value operand) implements Op {
  public UniformDequantizeOp {
    Checks.require(
        operand.type() instanceof QuantizedTensorType,
        "uniform_dequantize_i1",
        "an operand of quantised elements",
        operand);
  }

  /// The operand's type.
  public QuantizedTensorType type() {
    return (QuantizedTensorType) operand.type();
  }

  @Override
  public String name() {
    return "uniform_dequantize";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type().expressed());
  }

  @Override
  public UniformDequantizeOp withOperands(List<Value> operands) {
    return new UniformDequantizeOp(operands.getFirst());
  }
}
