package dev.strobe.models;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Which layers are local and which global, as checkpoints state it.
final class LayerPattern {
  private static final int PERIOD = 6;

  private LayerPattern() {}

  /// `attention.sliding_window_pattern`: a period whose last layer is global (6 where absent), or a
  /// flag for each layer. A model without a window has global layers only.
  static ImmutableList<LayerKind> gguf(ConfigurationReader c, int layers, boolean windowed) {
    String key = "attention.sliding_window_pattern";
    if (!windowed) {
      return ImmutableList.copyOf(Collections.nCopies(layers, LayerKind.GLOBAL));
    }
    Optional<ImmutableList<Object>> flags = c.optionalList(key);
    if (flags.isEmpty()) {
      return periodic(layers, c.optionalSize(key));
    }
    requireOneEach(c, key, flags.get(), layers);
    return flags.get().stream().map(flag -> ofFlag(c, key, flag)).collect(toImmutableList());
  }

  /// `layer_types`, or the `sliding_window_pattern` of older files.
  static ImmutableList<LayerKind> huggingFace(ConfigurationReader c, int layers) {
    String key = "layer_types";
    Optional<ImmutableList<Object>> types = c.optionalList(key);
    if (types.isPresent()) {
      requireOneEach(c, key, types.get(), layers);
      return types.get().stream().map(type -> ofType(c, key, type)).collect(toImmutableList());
    }
    if (c.has(key)) {
      throw c.requires(key, "a list");
    }
    String period = "sliding_window_pattern";
    return periodic(layers, c.optionalSize(c.has(period) ? period : "_" + period));
  }

  private static ImmutableList<LayerKind> periodic(int layers, OptionalInt stated) {
    int period = stated.orElse(PERIOD);
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
