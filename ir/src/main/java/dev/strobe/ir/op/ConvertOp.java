package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Elementwise conversion to another element type.
public record ConvertOp(Value operand, ElementType element) implements Op {
  @Override
  public String name() {
    return "convert";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.tensor().withElement(element));
  }

  @Override
  public ConvertOp withOperands(List<Value> operands) {
    return new ConvertOp(operands.getFirst(), element);
  }
}
