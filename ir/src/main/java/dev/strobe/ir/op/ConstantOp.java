package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// A tensor of constants.
public record ConstantOp(Literal value) implements Op {
  @Override
  public String name() {
    return "constant";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(value.type());
  }

  @Override
  public ConstantOp withOperands(List<Value> operands) {
    return this;
  }
}
