package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Solutions of systems of equations with triangular coefficients `a`, `[batch..., n, n]`, and
/// right sides `b`, `[batch..., n, m]` or `[batch..., m, n]`.
public record TriangularSolveOp(Value a, Value b, Form form) implements Op {
  /// What is solved, and what of `a` is read.
  ///
  /// @param leftSide whether `op(a) * x = b` is solved, or `x * op(a) = b`
  /// @param lower whether the lower triangle of `a` is read, or the upper one
  /// @param unitDiagonal whether the diagonal of `a` is taken to be ones
  /// @param transposeA what `op` is
  public record Form(boolean leftSide, boolean lower, boolean unitDiagonal, Transpose transposeA) {}

  /// What is done to the coefficients first.
  public enum Transpose {
    NO_TRANSPOSE,
    TRANSPOSE,
    ADJOINT
  }

  public TriangularSolveOp {
    TensorType left = a.tensor();
    TensorType right = b.tensor();
    ElementType element = left.element();
    Checks.require(
        element.isFloat() || element.isComplex(),
        "triangular_solve_i1",
        "a float or complex a",
        left);
    Checks.require(
        element == right.element(), "triangular_solve_c1", "one element type", left, right);
    int rank = left.rank();
    Checks.require(
        rank >= 2 && rank == right.rank(),
        "triangular_solve_c2",
        "2 <= rank(a) = rank(b)",
        left,
        right);
    long n = left.dim(rank - 1);
    boolean batches = left.dims().subArray(0, rank - 2).equals(right.dims().subArray(0, rank - 2));
    Checks.require(
        batches && n == left.dim(rank - 2) && n == right.dim(form.leftSide ? rank - 2 : rank - 1),
        "triangular_solve_c3",
        "square matrices a and as many matrices b that they can be multiplied with",
        left,
        right);
  }

  @Override
  public String name() {
    return "triangular_solve";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(a, b);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(b.type());
  }

  @Override
  public TriangularSolveOp withOperands(List<Value> operands) {
    return new TriangularSolveOp(operands.get(0), operands.get(1), form);
  }
}
