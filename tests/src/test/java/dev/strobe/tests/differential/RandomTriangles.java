package dev.strobe.tests.differential;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.TriangularSolveOp;
import java.util.List;
import java.util.stream.LongStream;

/// Adds `cholesky` and `triangular_solve` of well-conditioned matrices, which are made of exact
/// numbers of a magnitude of at most 2 in each part, with 32 added to the diagonal.
record RandomTriangles(RandomFunction f) {
  private static final List<ElementType> ELEMENTS =
      List.of(ElementType.F32, ElementType.F64, ElementType.C64, ElementType.C128);
  private static final double DIAGONAL = 32;

  /// Of Hermitian matrices with eigenvalues between 8 and 56: the condition is at most 7, and each
  /// of the n steps of a factor whose numbers are below 8 rounds n times.
  void cholesky() {
    long n = 1L + f.below(4);
    TensorType type = square(f.oneOf(ELEMENTS), n);
    Value a = dominant(hermitian(type));
    Value result = f.emit(new CholeskyOp(a, f.below(2) == 0));
    f.add(Tracked.steps(result, 8, 7 * n * n + 16));
  }

  private TensorType square(ElementType element, long n) {
    return f.below(2) == 0
        ? TensorType.of(element, n, n)
        : TensorType.of(element, 1 + f.below(3), n, n);
  }

  /// `x + adjoint(x)`.
  private Value hermitian(TensorType type) {
    GraphBuilder b = f.builder();
    TensorType parts = type.withElement(type.element().real());
    Value re = f.fresh(parts).value();
    Value symmetric = exact(b.add(re, transposed(re)));
    if (!type.element().isComplex()) {
      return symmetric;
    }
    Value im = f.fresh(parts).value();
    return exact(b.complex(symmetric, exact(b.subtract(im, transposed(im)))));
  }

  /// Made of eighths, all of which every type here has.
  private Value exact(Value x) {
    f.add(new Tracked(x, 2 * DIAGONAL, 0));
    return x;
  }

  private Value transposed(Value x) {
    int rank = x.tensor().rank();
    long[] axes = LongStream.range(0, rank).toArray();
    axes[rank - 1] = rank - 2L;
    axes[rank - 2] = rank - 1L;
    return f.emit(new TransposeOp(x, ImmutableLongArray.copyOf(axes)));
  }

  private Value dominant(Value x) {
    GraphBuilder b = f.builder();
    TensorType type = x.tensor();
    TensorType places = type.withElement(ElementType.S32);
    int rank = type.rank();
    Value diagonal =
        b.compare(b.iota(places, rank - 1), b.iota(places, rank - 2), CompareOp.Direction.EQ);
    return exact(b.add(x, b.select(diagonal, b.splat(type, DIAGONAL), b.splat(type, 0))));
  }

  /// With 28 at least on the diagonal and 3 rows beside it of 3 at most, a solution is no larger
  /// than the right side. With ones on the diagonal it may grow fourfold with each of three rows,
  /// and an error with it.
  void solve() {
    long n = 1L + f.below(4);
    TensorType type = square(f.oneOf(ELEMENTS), n);
    boolean left = f.below(2) == 0;
    boolean unit = f.below(3) == 0;
    long[] sizes = type.dims().toArray();
    sizes[sizes.length - (left ? 1 : 2)] = 1L + f.below(3);
    Tracked right = f.any(Tracked::isExact, type.withDims(sizes));
    var form =
        new TriangularSolveOp.Form(
            left, f.below(2) == 0, unit, f.oneOf(List.of(TriangularSolveOp.Transpose.values())));
    Value a = dominant(f.fresh(type).value());
    Value result = f.emit(new TriangularSolveOp(a, right.value(), form));
    double growth = unit ? Math.pow(4, n - 1) : 1;
    f.add(Tracked.steps(result, growth * right.bound(), 16 * n * growth));
  }
}
