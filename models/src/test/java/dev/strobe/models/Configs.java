package dev.strobe.models;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/// Tiny configurations that take all the turns of the step builder.
final class Configs {
  private Configs() {}

  /// Any combination of features, by chance.
  static FlashConfig random(Random random) {
    int kvHeads = 1 + random.nextInt(3);
    int headSize = 2 * (1 + random.nextInt(3));
    boolean post = random.nextBoolean();
    ImmutableList<LayerKind> layers = layers(random);
    boolean factors = random.nextInt(3) == 0;
    FlashConfig.Attention attention =
        new FlashConfig.Attention(
            kvHeads * (1 + random.nextInt(3)),
            kvHeads,
            headSize,
            0.2 + random.nextDouble(),
            1 + random.nextInt(5),
            factors ? perFrequency() : rotary(random),
            factors && random.nextBoolean() ? perFrequency() : rotary(random),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextInt(3) == 0 ? OptionalDouble.of(1.5) : OptionalDouble.empty());
    return new FlashConfig(
        "random",
        11 + random.nextInt(10),
        3 + random.nextInt(8),
        5 + random.nextInt(8),
        512,
        layers,
        attention,
        new FlashConfig.Norm(1e-5, post),
        random.nextBoolean() ? Activation.SILU : Activation.GELU_TANH,
        random.nextBoolean(),
        random.nextBoolean() ? 1 : 2.5,
        random.nextBoolean(),
        random.nextInt(3) == 0 ? OptionalDouble.of(2) : OptionalDouble.empty());
  }

  /// Local layers of a window around a global one, everything else plain.
  static FlashConfig windowed(int window) {
    return attention(4, 2, window);
  }

  /// Heads that share keys in some way.
  static FlashConfig heads(int heads, int kvHeads) {
    return attention(heads, kvHeads, 5);
  }

  private static FlashConfig attention(int heads, int kvHeads, int window) {
    FlashConfig.Attention attention =
        new FlashConfig.Attention(
            heads,
            kvHeads,
            4,
            0.5,
            window,
            Rotary.unscaled(1000),
            Rotary.unscaled(100),
            false,
            false,
            false,
            OptionalDouble.empty());
    return new FlashConfig(
        "windowed",
        13,
        8,
        12,
        512,
        ImmutableList.of(LayerKind.LOCAL, LayerKind.GLOBAL, LayerKind.LOCAL),
        attention,
        new FlashConfig.Norm(1e-5, false),
        Activation.SILU,
        false,
        1,
        true,
        OptionalDouble.empty());
  }

  private static ImmutableList<LayerKind> layers(Random random) {
    boolean locals = random.nextInt(4) > 0;
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(_ -> locals && random.nextBoolean() ? LayerKind.LOCAL : LayerKind.GLOBAL)
        .collect(toImmutableList());
  }

  private static Rotary perFrequency() {
    return new Rotary(100, new Rotary.PerFrequency("rope_freqs.weight"));
  }

  private static Rotary rotary(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Rotary.unscaled(100);
      case 1 -> new Rotary(50, new Rotary.Linear(3));
      default -> new Rotary(70, new Rotary.Llama3(4, 1, 4, 16));
    };
  }
}
