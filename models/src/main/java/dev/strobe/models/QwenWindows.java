package dev.strobe.models;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;

/// The windows of Qwen 2 and 3: off unless `use_sliding_window`, then in the layers from
/// `max_window_layers` on, unless `layer_types` says otherwise.
///
/// `sliding_window` alone means nothing: most published files have it beside `use_sliding_window:
/// false`.
final class QwenWindows {
  private QwenWindows() {}

  static LlamaShape.Windows of(ConfigurationReader c, int layers) {
    int window =
        c.flag("use_sliding_window") && c.has("sliding_window") ? c.size("sliding_window") : 0;
    return new LlamaShape.Windows(
        window, LayerPattern.stated(c, layers).orElseGet(() -> byPlace(c, layers, window)));
  }

  private static ImmutableList<LayerKind> byPlace(ConfigurationReader c, int layers, int window) {
    double globalLayers = c.realUnlessZero("max_window_layers").orElse(0);
    return IntStream.range(0, layers)
        .mapToObj(i -> window > 0 && i >= globalLayers ? LayerKind.LOCAL : LayerKind.GLOBAL)
        .collect(toImmutableList());
  }
}
