package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The result's axis `i` is the operand's axis `permutation[i]`.
public record TransposeOp(Value operand, ImmutableLongArray permutation) implements Op {
  public TransposeOp {
    int rank = operand.tensor().rank();
    Checks.require(
        permutation.length() == rank
            && Checks.isUnique(permutation)
            && Checks.inRange(permutation, 0, rank),
        "transpose_c2",
        "a permutation of range(rank(operand))",
        permutation,
        operand.type());
  }

  @Override
  public String name() {
    return "transpose";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType type = operand.tensor();
    return ImmutableList.of(type.withDims(permutation.stream().map(axis -> type.dim((int) axis))));
  }

  @Override
  public TransposeOp withOperands(List<Value> operands) {
    return new TransposeOp(operands.getFirst(), permutation);
  }
}
