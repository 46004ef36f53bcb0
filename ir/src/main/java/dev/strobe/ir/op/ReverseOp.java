package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operand with some axes turned round.
public record ReverseOp(Value operand, ImmutableLongArray dimensions) implements Op {
  public ReverseOp {
    Checks.require(Checks.isUnique(dimensions), "reverse_c2", "unique dimensions", dimensions);
    Checks.require(
        Checks.inRange(dimensions, 0, operand.tensor().rank()),
        "reverse_c3",
        "0 <= dimensions < rank(result)",
        dimensions,
        operand.type());
  }

  @Override
  public String name() {
    return "reverse";
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
  public ReverseOp withOperands(List<Value> operands) {
    return new ReverseOp(operands.getFirst(), dimensions);
  }
}
