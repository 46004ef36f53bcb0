package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.TriangularSolveOp;

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

  /// Solves for each column of the right sides, or for each row.
  static Tensor solve(TriangularSolveOp op, Tensor a, Tensor b) {
    Tensor out = Tensor.zeros(b.type());
    int n = lastDim(a.type());
    int rows = (int) b.type().dim(b.type().rank() - 2);
    int columns = lastDim(b.type());
    boolean left = op.form().leftSide();
    for (int batch = 0; batch * rows * columns < b.size(); batch++) {
      Substitution system = Substitution.of(op.form(), matrix(a, batch * n * n, n));
      for (int s = 0; s < (left ? columns : rows); s++) {
        int from = batch * rows * columns + (left ? s : s * columns);
        system.solve(b, out, from, left ? columns : 1);
      }
    }
    return out;
  }

  /// The system `m * x = b`.
  ///
  /// @param lower whether the first unknown is alone in its equation, or the last one
  private record Substitution(Complex[][] m, boolean lower) {
    static Substitution of(TriangularSolveOp.Form form, Complex[][] a) {
      boolean transposed = form.transposeA() != TriangularSolveOp.Transpose.NO_TRANSPOSE;
      boolean adjoint = form.transposeA() == TriangularSolveOp.Transpose.ADJOINT;
      // x * op(a) = b is transpose(op(a)) * transpose(x) = transpose(b).
      boolean turned = transposed == form.leftSide();
      int n = a.length;
      Complex[][] m = new Complex[n][n];
      for (int i = 0; i < n * n; i++) {
        int row = i / n;
        int column = i % n;
        Complex value = turned ? a[column][row] : a[row][column];
        m[row][column] = adjoint ? conjugate(value) : value;
        if (row == column && form.unitDiagonal()) {
          m[row][column] = new Complex(1, 0);
        }
      }
      return new Substitution(m, form.lower() != turned);
    }

    /// Solves for the elements from `from`, `step` apart.
    void solve(Tensor b, Tensor out, int from, int step) {
      int n = m.length;
      Complex[] x = new Complex[n];
      for (int done = 0; done < n; done++) {
        int i = lower ? done : n - 1 - done;
        Complex rest = get(b, from + i * step);
        for (int known = 0; known < done; known++) {
          int j = lower ? known : n - 1 - known;
          rest = rest.minus(m[i][j].times(x[j]));
        }
        x[i] = rest.over(m[i][i]);
        set(out, from + i * step, x[i]);
      }
    }
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
