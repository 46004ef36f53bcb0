package dev.strobe.models;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which layers are local and which global, as checkpoints state it.
final class LayerPattern {
  private static final int GEMMA_3_PERIOD = 6;
  private static final String GGUF_WINDOW = "attention.sliding_window";
  private static final String GGUF_PATTERN = "attention.sliding_window_pattern";

  private LayerPattern() {}

  /// `attention.sliding_window_pattern`: a period whose last layer is global (the family's where
  /// absent), or a flag for each layer.
  static ImmutableList<LayerKind> gguf(ConfigurationReader c, int layers, int familyPeriod) {
    String key = GGUF_PATTERN;
    Optional<ImmutableList<Object>> flags = c.optionalList(key);
    if (flags.isEmpty()) {
      return periodic(layers, c.optionalSize(key).orElse(familyPeriod));
    }
    requireOneEach(c, key, flags.get(), layers);
    return flags.get().stream().map(flag -> ofFlag(c, key, flag)).collect(toImmutableList());
  }

  /// Windows of families whose files seldom have any: all layers local where no pattern says
  /// otherwise, as in the first Mistral.
  static LlamaShape.Windows ggufWindows(ConfigurationReader c, int layers) {
    if (c.realUnlessZero(GGUF_WINDOW).isEmpty()) {
      return LlamaShape.Windows.none(layers);
    }
    int window = c.size(GGUF_WINDOW);
    return c.has(GGUF_PATTERN)
        ? new LlamaShape.Windows(window, gguf(c, layers, 1))
        : LlamaShape.Windows.everywhere(window, layers);
  }

  /// `layer_types`, or the `sliding_window_pattern` of older files: Gemma 3's.
  static ImmutableList<LayerKind> gemma3(ConfigurationReader c, int layers) {
    String period = "sliding_window_pattern";
    return stated(c, layers)
        .orElseGet(
            () ->
                periodic(
                    layers,
                    c.optionalSize(c.has(period) ? period : "_" + period).orElse(GEMMA_3_PERIOD)));
  }

  /// `layer_types`, if a `config.json` has any.
  static Optional<ImmutableList<LayerKind>> stated(ConfigurationReader c, int layers) {
    String key = "layer_types";
    Optional<ImmutableList<Object>> types = c.optionalList(key);
    if (types.isPresent()) {
      requireOneEach(c, key, types.get(), layers);
      return Optional.of(
          types.get().stream().map(type -> ofType(c, key, type)).collect(toImmutableList()));
    }
    if (c.has(key)) {
      throw c.requires(key, "a list");
    }
    return Optional.empty();
  }

  /// Every layer whose number, counted from one, is a multiple of the period is global.
  static ImmutableList<LayerKind> periodic(int layers, int period) {
    return IntStream.rangeClosed(1, layers)
        .mapToObj(number -> number % period == 0 ? LayerKind.GLOBAL : LayerKind.LOCAL)
        .collect(toImmutableList());
  }

  private static void requireOneEach(
      ConfigurationReader c, String key, ImmutableList<Object> kinds, int layers) {
    if (kinds.size() != layers) {
      throw c.requires(key, "one entry for each of " + layers + " layers");
    }
  }

  private static LayerKind ofFlag(ConfigurationReader c, String key, Object flag) {
    if (flag.equals(true) || flag.equals(1L)) {
      return LayerKind.LOCAL;
    }
    if (flag.equals(false) || flag.equals(0L)) {
      return LayerKind.GLOBAL;
    }
    throw c.requires(key, "true (local) or false (global) for each layer");
  }

  private static LayerKind ofType(ConfigurationReader c, String key, Object type) {
    return switch (type) {
      case String text when text.equals("sliding_attention") -> LayerKind.LOCAL;
      case String text when text.equals("full_attention") -> LayerKind.GLOBAL;
      default -> throw c.requires(key, "full_attention or sliding_attention for each layer");
    };
  }
}
