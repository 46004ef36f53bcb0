package dev.strobe.tests.differential;

import static dev.strobe.tests.differential.KnownDifference.Outcome.COMPUTES_SOMETHING_ELSE;
import static dev.strobe.tests.differential.KnownDifference.Outcome.ENDS_THE_PROCESS;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.NumericBuilder;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.Window;
import java.util.List;

/// Those rows of `docs/xla-differences.md` that are about windows.
final class WindowDifferences {
  private static final ImmutableLongArray ONE = ImmutableLongArray.of(1);
  private static final ImmutableLongArray TWO = ImmutableLongArray.of(2);
  private static final ImmutableLongArray NONE = ImmutableLongArray.of(0);

  private WindowDifferences() {}

  static ImmutableList<KnownDifference> all() {
    return ImmutableList.of(negativePadding(), sumOverPadding(), convolutionOfConstants());
  }

  private static KnownDifference negativePadding() {
    GraphBuilder b = new GraphBuilder("difference");
    Window window = Window.of(ONE, ONE).padded(ImmutableLongArray.of(-1), NONE);
    return KnownDifference.guarded(
        "reduce_window with negative padding", b, ENDS_THE_PROCESS, windowSum(b, 2, 0, window));
  }

  private static KnownDifference sumOverPadding() {
    GraphBuilder b = new GraphBuilder("difference");
    Window window = Window.of(TWO, ONE).padded(ONE, NONE);
    return KnownDifference.left(
        "reduce_window over padding", b, COMPUTES_SOMETHING_ELSE, windowSum(b, 1, 5, window));
  }

  /// Sums of windows over a parameter of ones; returns the argument for it.
  private static Literal windowSum(GraphBuilder b, int size, int start, Window window) {
    TensorType type = TensorType.of(ElementType.S32, size);
    List<Value> inputs = List.of(b.input("x", type));
    List<Value> starts = List.of(b.constant(ElementType.S32, start));
    ScalarBodies bodies = new ScalarBodies(b);
    b.result(
        "r",
        bodies
            .reduceWindow(inputs, starts, window, x -> List.of(b.add(x.get(0), x.get(1))))
            .getFirst());
    return Literal.splat(type, 1);
  }

  private static KnownDifference convolutionOfConstants() {
    GraphBuilder b = new GraphBuilder("difference");
    Value x = b.splat(TensorType.of(ElementType.U32, 1, 1, 2), 3_000_000_000.0);
    Value two = b.splat(TensorType.of(ElementType.U32, 1, 1, 1), 2);
    ImmutableLongArray spatial = ImmutableLongArray.of(2);
    var window = new ConvolutionOp.Window(ONE, NONE, NONE, TWO, ONE, ImmutableList.of(false));
    var numbers =
        new ConvolutionOp.DimensionNumbers(
            new ConvolutionOp.Axes(0, 1, spatial),
            new ConvolutionOp.KernelAxes(0, 1, spatial),
            new ConvolutionOp.Axes(0, 1, spatial));
    b.result("r", new NumericBuilder(b).convolution(x, two, window, numbers));
    return KnownDifference.guarded("convolution of integer constants", b, COMPUTES_SOMETHING_ELSE);
  }
}
