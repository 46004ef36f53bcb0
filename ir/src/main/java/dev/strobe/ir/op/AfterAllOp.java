package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TokenType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// A token that comes after all of its inputs; a new one where there are none.
public record AfterAllOp(ImmutableList<Value> inputs) implements StructuralOp {
  public AfterAllOp {
    Checks.require(
        inputs.stream().allMatch(input -> input.type() instanceof TokenType),
        "after_all_i1",
        "tokens",
        inputs);
  }

  @Override
  public String name() {
    return "after_all";
  }

  @Override
  public ImmutableList<Value> operands() {
    return inputs;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(new TokenType());
  }

  @Override
  public AfterAllOp withOperands(List<Value> operands) {
    return new AfterAllOp(ImmutableList.copyOf(operands));
  }
}
