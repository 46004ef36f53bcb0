package dev.strobe.ir.interpret;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;

/// The `dot_general` op: operands are brought into the order batch, row, contracted; then every
/// result is one walk over two rows. Floats accumulate in f64, integers modulo 2^64.
final class Contraction {
  private Contraction() {}

  static Tensor dotGeneral(DotGeneralOp op, Tensor lhs, Tensor rhs) {
    DotGeneralOp.Dimensions d = op.dimensions();
    ImmutableLongArray contracting = d.lhsContracting();
    Extent extent =
        new Extent(
            size(op.lhs(), d.lhsBatching()),
            size(op.lhs(), op.lhsResultDimensions()),
            size(op.rhs(), op.rhsResultDimensions()),
            size(op.lhs(), contracting));
    Tensor left = arrange(lhs, d.lhsBatching(), op.lhsResultDimensions(), contracting);
    Tensor right = arrange(rhs, d.rhsBatching(), op.rhsResultDimensions(), d.rhsContracting());
    Tensor out = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    switch (out.element().kind()) {
      case FLOAT -> multiplyReal(left.reals(), right.reals(), extent, out);
      case COMPLEX -> multiplyComplex(left, right, extent, out);
      case BOOLEAN, SIGNED, UNSIGNED -> multiplyInteger(left, right, extent, out);
    }
    return out;
  }

  private record Extent(int batches, int rows, int columns, int depth) {}

  private static void multiplyReal(double[] left, double[] right, Extent e, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      int a = leftRow(i, e);
      int b = rightRow(i, e);
      double sum = 0;
      for (int k = 0; k < e.depth; k++) {
        sum += left[a + k] * right[b + k];
      }
      out.setReal(i, sum);
    }
  }

  private static void multiplyComplex(Tensor left, Tensor right, Extent e, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      int a = leftRow(i, e);
      int b = rightRow(i, e);
      Complex sum = new Complex(0, 0);
      for (int k = 0; k < e.depth; k++) {
        sum = sum.plus(left.complex(a + k).times(right.complex(b + k)));
      }
      out.setComplex(i, sum);
    }
  }

  /// Predicates multiply as a logical and, and add up as an or.
  private static void multiplyInteger(Tensor left, Tensor right, Extent e, Tensor out) {
    boolean logical = out.element().isBoolean();
    for (int i = 0; i < out.size(); i++) {
      int a = leftRow(i, e);
      int b = rightRow(i, e);
      long sum = 0;
      for (int k = 0; k < e.depth; k++) {
        long product = left.integer(a + k) * right.integer(b + k);
        sum = logical ? sum | product : sum + product;
      }
      out.setInteger(i, sum);
    }
  }

  private static int leftRow(int result, Extent e) {
    return result / e.columns * e.depth;
  }

  private static int rightRow(int result, Extent e) {
    int batch = result / (e.rows * e.columns);
    return (batch * e.columns + result % e.columns) * e.depth;
  }

  private static Tensor arrange(
      Tensor x, ImmutableLongArray batching, ImmutableLongArray rows, ImmutableLongArray depth) {
    ImmutableLongArray order =
        ImmutableLongArray.builder().addAll(batching).addAll(rows).addAll(depth).build();
    return x.read(View.of(x.type()).transposed(order), x.type());
  }

  private static int size(Value value, ImmutableLongArray axes) {
    return (int)
        axes.stream().map(axis -> value.tensor().dim((int) axis)).reduce(1, (a, b) -> a * b);
  }
}
