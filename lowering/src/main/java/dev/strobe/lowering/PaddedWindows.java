package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.Window;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Takes away what a `reduce_window` pads by less than nothing before the windows move over it.
///
/// XLA makes an elementwise op of windows of one element and forgets what negative padding takes
/// away, on which it ends the process (`docs/xla-differences.md`).
final class PaddedWindows {
  private PaddedWindows() {}

  static boolean takesAway(Window window) {
    return LongStream.concat(window.paddingLow().stream(), window.paddingHigh().stream())
        .anyMatch(padding -> padding < 0);
  }

  /// Pads and dilates with the initial values, which is what windows see by the specification;
  /// where there is no window, less than nothing may be left for them.
  static List<Value> padded(GraphBuilder b, ReduceWindowOp op) {
    List<TensorType> types = op.resultTypes().stream().map(TensorType.class::cast).toList();
    if (types.getFirst().elementCount() == 0) {
      return types.stream().map(type -> b.constant(Literal.ofBytes(type, new byte[0]))).toList();
    }
    Window window = op.window();
    ImmutableLongArray between =
        ImmutableLongArray.copyOf(window.baseDilations().stream().map(step -> step - 1));
    ImmutableList<Value> inputs =
        IntStream.range(0, op.inputs().size())
            .mapToObj(
                i ->
                    new PadOp(
                        op.inputs().get(i),
                        op.initValues().get(i),
                        window.paddingLow(),
                        window.paddingHigh(),
                        between))
            .map(pad -> b.emit(pad).getFirst())
            .collect(toImmutableList());
    Window bare = Window.of(window.dimensions(), window.strides());
    Window dilated = bare.dilated(bare.baseDilations(), window.windowDilations());
    return b.emit(new ReduceWindowOp(inputs, op.initValues(), dilated, op.body()));
  }
}
