package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Triangular factors of Hermitian positive-definite matrices `[batch..., n, n]`, whose other
/// triangle is not read and comes back as zeros.
///
/// @param lower whether `a = l * adjoint(l)` with a lower `l`, or `a = adjoint(u) * u`
public record CholeskyOp(Value a, boolean lower) implements Op {
  public CholeskyOp {
    TensorType type = a.tensor();
    ElementType element = type.element();
    Checks.require(
        element.isFloat() || element.isComplex(), "cholesky_i1", "a float or complex a", type);
    Checks.require(type.rank() >= 2, "cholesky_c2", "2 <= rank(a)", type);
    Checks.require(
        type.dim(type.rank() - 2) == type.dim(type.rank() - 1),
        "cholesky_c3",
        "dim(a, -2) = dim(a, -1)",
        type);
  }

  @Override
  public String name() {
    return "cholesky";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(a);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(a.type());
  }

  @Override
  public CholeskyOp withOperands(List<Value> operands) {
    return new CholeskyOp(operands.getFirst(), lower);
  }
}
