package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.NumericBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BatchNorm;
import dev.strobe.ir.op.BatchNormGradOp;
import dev.strobe.ir.op.BatchNormInferenceOp;
import dev.strobe.ir.op.BatchNormTrainingOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotAlgorithm;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.FftOp;
import dev.strobe.ir.op.PrecisionConfig;
import dev.strobe.ir.op.ResultAccuracy;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.TriangularSolveOp;
import dev.strobe.ir.op.TriangularSolveOp.Transpose;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.Window;
import java.util.List;
import java.util.Optional;

/// Ops that models of text rarely need: normalisations of batches, decompositions, transforms.
public final class NumericPrograms {
  private NumericPrograms() {}

  public static Program numeric() {
    GraphBuilder b = new GraphBuilder("numeric");
    Value x = b.input("x", TensorType.of(F32, 2, 4, 4));
    NumericBuilder ops = new NumericBuilder(b);
    batchNorms(b, x);
    ops.cholesky(x);
    Transpose transpose = Transpose.ADJOINT;
    ops.triangularSolve(x, x, new TriangularSolveOp.Form(true, true, false, transpose));
    convolutions(b);
    Value spectrum = ops.fft(x, FftOp.Kind.RFFT, 4, 4);
    ops.fft(spectrum, FftOp.Kind.IFFT, 4, 3);
    ops.fft(spectrum, FftOp.Kind.IRFFT, 5);
    Value state = b.input("state", TensorType.of(ElementType.U64, 2));
    for (RngBitGeneratorOp.Algorithm algorithm : RngBitGeneratorOp.Algorithm.values()) {
      ops.rngBitGenerator(state, algorithm, TensorType.of(ElementType.U32, 3));
    }
    Value one = b.constant(F32, 1);
    for (RngOp.Distribution distribution : RngOp.Distribution.values()) {
      ops.rng(one, one, distribution, TensorType.of(F32, 3, 2));
      ops.rng(one, one, distribution, TensorType.of(F32));
    }
    windows(b, x);
    accuracies(b, x);
    b.result("x", x);
    return Program.of(b.build());
  }

  private static void convolutions(GraphBuilder b) {
    NumericBuilder ops = new NumericBuilder(b);
    Value input = b.input("input", TensorType.of(F32, 2, 6, 7, 4));
    Value filter = b.input("filter", TensorType.of(F32, 3, 2, 4, 5));
    var axes = new ConvolutionOp.Axes(0, 3, longs(1, 2));
    var kernel = new ConvolutionOp.KernelAxes(2, 3, longs(0, 1));
    var output = new ConvolutionOp.Axes(3, 0, longs(2, 1));
    var window =
        new ConvolutionOp.Window(
            longs(2, 1),
            longs(1, 0),
            longs(1, -1),
            longs(1, 3),
            longs(2, 1),
            ImmutableList.of(false, true));
    var numbers = new ConvolutionOp.DimensionNumbers(axes, kernel, output);
    ops.convolution(input, filter, window, numbers);
    Value x = b.input("rows", TensorType.of(F32, 2, 4));
    var none = new ConvolutionOp.Axes(0, 1, longs());
    var point =
        new ConvolutionOp.Window(longs(), longs(), longs(), longs(), longs(), ImmutableList.of());
    var rows =
        new ConvolutionOp.DimensionNumbers(none, new ConvolutionOp.KernelAxes(0, 1, longs()), none);
    Value columns = b.transpose(x, 1, 0);
    ops.convolution(x, columns, point, rows);
    var mixed = new PrecisionConfig(DotGeneralOp.Precision.DEFAULT, DotGeneralOp.Precision.HIGH);
    b.emit(new ConvolutionOp(x, columns, point, rows, new ConvolutionOp.Options(1, 1, mixed, F32)));
  }

  /// Precisions that differ, an algorithm, and accuracies of functions.
  private static void accuracies(GraphBuilder b, Value x) {
    var dimensions = new DotGeneralOp.Dimensions(longs(0, 1), longs(0, 1), longs(2), longs(2));
    var mixed = new PrecisionConfig(DotGeneralOp.Precision.HIGH, DotGeneralOp.Precision.DEFAULT);
    var accuracy = new DotGeneralOp.Accuracy(mixed, Optional.empty());
    b.emit(new DotGeneralOp(x, x, dimensions, accuracy, F32));
    var side = new DotAlgorithm.Side(new DotAlgorithm.TensorFloat32(), 1);
    var algorithm = new DotAlgorithm(side, side, new DotAlgorithm.Stored(F32), 1, false);
    var fast = PrecisionConfig.both(DotGeneralOp.Precision.DEFAULT);
    var chosen = new DotGeneralOp.Accuracy(fast, Optional.of(algorithm));
    b.emit(new DotGeneralOp(x, x, dimensions, chosen, F32));
    b.emit(new UnaryOp(UnaryOp.Kind.TANH, x, ResultAccuracy.HIGHEST));
    b.emit(new UnaryOp(UnaryOp.Kind.EXPONENTIAL, x, ResultAccuracy.within(1e-5, 0, 2)));
  }

  /// Windows with everything, over numbers with their indices, and over a scalar.
  private static void windows(GraphBuilder b, Value x) {
    ScalarBodies bodies = new ScalarBodies(b);
    Value zero = b.constant(F32, 0);
    Value none = b.constant(ElementType.S32, -1);
    Value indices = b.iota(TensorType.of(ElementType.S32, 2, 4, 4), 1);
    Window window =
        Window.of(longs(1, 2, 3), longs(1, 2, 1))
            .dilated(longs(1, 2, 1), longs(1, 1, 2))
            .padded(longs(0, 1, -1), longs(0, 0, 2));
    bodies.reduceWindow(
        List.of(x, indices),
        List.of(zero, none),
        window,
        s -> List.of(b.add(s.get(0), s.get(2)), s.get(3)));
    bodies.reduceWindow(
        List.of(zero),
        List.of(zero),
        Window.of(longs(), longs()),
        s -> List.of(b.maximum(s.get(0), s.get(1))));
    Window halves =
        Window.of(longs(1, 2, 2), longs(1, 2, 2)).padded(longs(0, 1, 0), longs(0, 1, 0));
    var pooling =
        new SelectAndScatterOp.Bodies(
            b.region(F32, (left, right) -> b.compare(left, right, CompareOp.Direction.GE)),
            b.region(F32, b::add));
    Value source = b.splat(TensorType.of(F32, 2, 3, 2), 1);
    b.emit(new SelectAndScatterOp(x, source, zero, halves, pooling));
  }

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  private static void batchNorms(GraphBuilder b, Value x) {
    Value each = b.input("each", TensorType.of(F32, 4));
    var axis = new BatchNorm.Axis(1e-5f, 1);
    var statistics = new BatchNorm.Statistics(each, each);
    b.emit(new BatchNormInferenceOp(x, each, each, statistics, axis));
    b.emit(new BatchNormTrainingOp(x, each, each, axis));
    b.emit(new BatchNormGradOp(x, each, statistics, x, axis));
  }
}
