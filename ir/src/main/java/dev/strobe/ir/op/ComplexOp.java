package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Complex numbers of real parts `lhs` and imaginary parts `rhs`.
public record ComplexOp(Value lhs, Value rhs) implements Op {
  public ComplexOp {
    TensorType type = lhs.tensor();
    Checks.require(
        type.equals(rhs.tensor()), "complex_c1", "operands of one type", type, rhs.tensor());
    Checks.require(
        type.element() == ElementType.F32 || type.element() == ElementType.F64,
        "complex_i1",
        "an element type of f32 or f64",
        type);
  }

  @Override
  public String name() {
    return "complex";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(lhs, rhs);
  }

  /// The result's type.
  public TensorType type() {
    boolean single = lhs.tensor().element() == ElementType.F32;
    return lhs.tensor().withElement(single ? ElementType.C64 : ElementType.C128);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type());
  }

  @Override
  public ComplexOp withOperands(List<Value> operands) {
    return new ComplexOp(operands.get(0), operands.get(1));
  }
}
