package dev.strobe.tests.memory;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Program;
import dev.strobe.models.Activation;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.LayerKind;
import dev.strobe.models.Rotary;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.engine.CapacityLadder;
import dev.strobe.runtime.engine.StepGraphs;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/// Step programs of models, as the runtime compiles them, and of models made by chance.
final class Steps {
  private Steps() {}

  /// The step of one shape.
  ///
  /// @param copied whether weights are copied from a checkpoint, as most are
  record Step(FlashConfig config, StepShape shape, boolean copied) {
    Step(FlashConfig config, StepShape shape) {
      this(config, shape, true);
    }

    Program program() {
      return program(WeightType.F32);
    }

    Program program(WeightType weights) {
      return Program.of(new StepGraphs(config, weights, copied).of(shape));
    }
  }

  /// The decode step and all prefill steps over caches of one capacity, or of the step's size.
  static ImmutableList<Step> of(FlashConfig config, int capacity) {
    CapacityLadder ladder = CapacityLadder.of(config.contextLength());
    return ladder.widths().stream()
        .map(
            tokens ->
                new Step(
                    config,
                    new StepShape(
                        1,
                        tokens,
                        Math.max(capacity, tokens),
                        ladder.widest(),
                        Outputs.LAST_LOGITS)))
        .collect(ImmutableList.toImmutableList());
  }

  /// Sizes at which temporaries are many megabytes, and any combination of features.
  static Step random(Random random) {
    int tokens = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(700);
    int batch = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
    Outputs outputs =
        switch (random.nextInt(6)) {
          case 0 -> Outputs.ALL_LOGITS;
          case 1 -> Outputs.HIDDEN_STATES;
          default -> Outputs.LAST_LOGITS;
        };
    int slack = Math.max(tokens, random.nextBoolean() ? 512 : tokens);
    StepShape shape = new StepShape(batch, tokens, tokens + random.nextInt(2000), slack, outputs);
    return new Step(config(random), shape, random.nextBoolean());
  }

  private static FlashConfig config(Random random) {
    boolean locals = random.nextInt(3) > 0;
    ImmutableList<LayerKind> layers =
        IntStream.rangeClosed(0, 1 + random.nextInt(2))
            .mapToObj(_ -> locals && random.nextBoolean() ? LayerKind.LOCAL : LayerKind.GLOBAL)
            .collect(ImmutableList.toImmutableList());
    return new FlashConfig(
        "random",
        1000 + random.nextInt(30_000),
        64 + random.nextInt(1000),
        64 + random.nextInt(3000),
        4096,
        layers,
        attention(random),
        new FlashConfig.Norm(1e-5, random.nextBoolean()),
        random.nextBoolean() ? Activation.SILU : Activation.GELU_TANH,
        random.nextBoolean(),
        random.nextBoolean() ? 1 : 2.5,
        random.nextBoolean(),
        maybe(random, 2));
  }

  private static FlashConfig.Attention attention(Random random) {
    int kvHeads = 1 + random.nextInt(4);
    return new FlashConfig.Attention(
        kvHeads * (1 + random.nextInt(4)),
        kvHeads,
        8 << random.nextInt(5),
        random.nextInt(4) == 0 ? 1 : 0.2,
        32 + random.nextInt(300),
        Rotary.unscaled(1000),
        Rotary.unscaled(100),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        maybe(random, 1.5));
  }

  private static OptionalDouble maybe(Random random, double value) {
    return random.nextInt(3) == 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
