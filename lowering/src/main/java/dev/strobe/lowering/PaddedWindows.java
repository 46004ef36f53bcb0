package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.Window;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Takes away what a `reduce_window` pads by less than nothing before the windows move over it.
///
/// XLA makes an elementwise op of windows of one element and forgets what negative padding takes
/// away, on which it ends the process (`docs/xla-differences.md`).
final class PaddedWindows {
  private PaddedWindows() {}

  static Stream<Node> of(Node node, ReduceWindowOp op) {
    return node.results().getFirst().tensor().elementCount() == 0 ? empty(node) : padded(node, op);
  }

  static boolean takesAway(Window window) {
    return LongStream.concat(window.paddingLow().stream(), window.paddingHigh().stream())
        .anyMatch(padding -> padding < 0);
  }

  /// No windows; there may be less than nothing left for them.
  private static Stream<Node> empty(Node node) {
    return node.results().stream()
        .map(
            result ->
                Node.of(
                        new ConstantOp(Literal.ofBytes(result.tensor(), new byte[0])),
                        node.location())
                    .withResults(ImmutableList.of(result)));
  }

  /// Pads and dilates with the initial values, which is what the specification says that windows
  /// see.
  private static Stream<Node> padded(Node node, ReduceWindowOp op) {
    Window window = op.window();
    ImmutableLongArray between =
        ImmutableLongArray.copyOf(window.baseDilations().stream().map(step -> step - 1));
    ImmutableList<Node> pads =
        IntStream.range(0, op.inputs().size())
            .mapToObj(
                i ->
                    new PadOp(
                        op.inputs().get(i),
                        op.initValues().get(i),
                        window.paddingLow(),
                        window.paddingHigh(),
                        between))
            .map(pad -> Node.of(pad, node.location()))
            .collect(toImmutableList());
    ImmutableList<Value> inputs = pads.stream().map(Node::result).collect(toImmutableList());
    Window bare = Window.of(window.dimensions(), window.strides());
    Window dilated = bare.dilated(bare.baseDilations(), window.windowDilations());
    Op reduce = new ReduceWindowOp(inputs, op.initValues(), dilated, op.body());
    return Stream.concat(pads.stream(), Stream.of(node.withOp(reduce)));
  }
}
