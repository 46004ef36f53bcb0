package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.denseArray;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.Window;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The properties of ops that move windows over a tensor.
final class WindowText {
  private WindowText() {}

  static String of(Window window) {
    return "base_dilations = "
        + denseArray(window.baseDilations())
        + ", "
        + padding(window)
        + ", window_dilations = "
        + denseArray(window.windowDilations())
        + sizes(window);
  }

  /// Without dilations, for an op that has none.
  static String dense(Window window) {
    return padding(window) + sizes(window);
  }

  private static String sizes(Window window) {
    return ", window_dimensions = "
        + denseArray(window.dimensions())
        + ", window_strides = "
        + denseArray(window.strides());
  }

  private static String padding(Window window) {
    int rank = window.paddingLow().length();
    String value = rank == 0 ? "" : pairs(window.paddingLow(), window.paddingHigh());
    return "padding = dense<" + value + "> : tensor<" + rank + "x2xi64>";
  }

  /// Such as `[[1, 1], [0, -1]]`.
  static String pairs(ImmutableLongArray low, ImmutableLongArray high) {
    return IntStream.range(0, low.length())
        .mapToObj(d -> "[" + low.get(d) + ", " + high.get(d) + "]")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
