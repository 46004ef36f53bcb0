package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.CholeskyOp;

/// Ops on batches of triangular matrices, the last two axes; all in complex f64, of which real
/// tensors keep the real part.
final class Triangles {
  private Triangles() {}

  /// Row by row, each element from those above and to the left of it.
  static Tensor cholesky(CholeskyOp op, Tensor a) {
    Tensor out = Tensor.zeros(a.type());
    int n = lastDim(a.type());
    for (int start = 0; start < a.size(); start += n * n) {
      Complex[][] l = factor(matrix(a, start, n), n, op.lower());
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          int at = start + (op.lower() ? i * n + j : j * n + i);
          set(out, at, op.lower() ? l[i][j] : conjugate(l[i][j]));
        }
      }
    }
    return out;
  }

  private static Complex[][] factor(Complex[][] a, int n, boolean lower) {
    Complex[][] l = new Complex[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        Complex rest = lower ? a[i][j] : conjugate(a[j][i]);
        for (int k = 0; k < j; k++) {
          rest = rest.minus(l[i][k].times(conjugate(l[j][k])));
        }
        l[i][j] = i == j ? new Complex(Math.sqrt(rest.re()), 0) : rest.over(l[j][j]);
      }
    }
    return l;
  }

  private static Complex[][] matrix(Tensor a, int start, int n) {
    Complex[][] matrix = new Complex[n][n];
    for (int i = 0; i < n * n; i++) {
      matrix[i / n][i % n] = get(a, start + i);
    }
    return matrix;
  }

  private static Complex get(Tensor x, int at) {
    return x.element().isComplex() ? x.complex(at) : new Complex(x.real(at), 0);
  }

  private static void set(Tensor x, int at, Complex value) {
    if (x.element().isComplex()) {
      x.setComplex(at, value);
    } else {
      x.setReal(at, value.re());
    }
  }

  private static Complex conjugate(Complex z) {
    return new Complex(z.re(), -z.im());
  }

  private static int lastDim(TensorType type) {
    return (int) type.dim(type.rank() - 1);
  }
}
