package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Rounds to a float format of fewer bits and back; what the format has no normal number for
/// becomes zero or infinity.
public record ReducePrecisionOp(Value operand, int exponentBits, int mantissaBits) implements Op {
  public ReducePrecisionOp {
    TensorType type = operand.tensor();
    Checks.require(type.element().isFloat(), "reduce_precision_i1", "a float operand", type);
    Checks.require(exponentBits >= 1, "reduce_precision_c2", "1 <= exponent_bits", exponentBits);
    Checks.require(mantissaBits >= 0, "reduce_precision_c3", "0 <= mantissa_bits", mantissaBits);
  }

  @Override
  public String name() {
    return "reduce_precision";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.type());
  }

  @Override
  public ReducePrecisionOp withOperands(List<Value> operands) {
    return new ReducePrecisionOp(operands.getFirst(), exponentBits, mantissaBits);
  }
}
