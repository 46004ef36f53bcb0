package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.CholeskyOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.TriangularSolveOp;

/// Adds the ops of numerical work that models of text rarely need to a graph under construction.
///
/// @param builder where the nodes go
public record NumericBuilder(GraphBuilder builder) {
  /// The lower triangular factor of symmetric positive-definite matrices.
  public Value cholesky(Value operand) {
    return only(new CholeskyOp(operand, true));
  }

  /// Solves triangular systems of equations.
  public Value triangularSolve(Value a, Value b, TriangularSolveOp.Form form) {
    return only(new TriangularSolveOp(a, b, form));
  }

  /// Convolves in one group, accumulated and returned in the operands' element type at the highest
  /// precision.
  public Value convolution(
      Value lhs, Value rhs, ConvolutionOp.Window window, ConvolutionOp.DimensionNumbers numbers) {
    var precision = DotGeneralOp.Precision.HIGHEST;
    var options = new ConvolutionOp.Options(1, 1, precision, lhs.tensor().element());
    return only(new ConvolutionOp(lhs, rhs, window, numbers, options));
  }

  /// A Fourier transform along the last axes.
  public Value fft(Value operand, FftOp.Kind kind, long... lengths) {
    return only(new FftOp(operand, kind, ImmutableLongArray.copyOf(lengths)));
  }

  /// The next state, then random bits.
  public ImmutableList<Value> rngBitGenerator(
      Value state, RngBitGeneratorOp.Algorithm algorithm, TensorType output) {
    return builder.emit(new RngBitGeneratorOp(state, algorithm, output));
  }

  /// Random numbers between two others, or of a mean and a standard deviation.
  public Value rng(Value a, Value b, RngOp.Distribution distribution, TensorType type) {
    Literal sizes =
        Literal.ofLongs(TensorType.of(ElementType.S64, type.rank()), type.dims().toArray());
    return only(new RngOp(a, b, builder.constant(sizes), distribution, type));
  }

  private Value only(Op op) {
    return builder.emit(op).getFirst();
  }
}
