package dev.strobe.models;

import static dev.strobe.ir.ElementType.BF16;
import static dev.strobe.ir.ElementType.F16;
import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.F64;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.Graph;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Precisions other than f32: types line up, and results are as far from f32 as their digits say.
final class PrecisionStepTest {
  private static final Precision MIXED = new Precision(BF16, BF16, F32, F32, BF16, F32);

  /// A precision and how far from f32 it may be, as a part of the logits' range.
  record Allowed(Precision precision, double apart) {}

  static Stream<Allowed> precisions() {
    return Stream.of(
        new Allowed(Precision.uniform(F64), 1e-5),
        new Allowed(new Precision(BF16, F32, F32, F32, F32, F32), 0.05),
        new Allowed(new Precision(F32, F32, F32, F32, BF16, F32), 0.02),
        new Allowed(new Precision(F16, F16, F32, F32, F16, F32), 0.01),
        new Allowed(new Precision(BF16, BF16, F32, F32, BF16, BF16), 0.08),
        new Allowed(MIXED, 0.08));
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void staysCloseToF32(Allowed allowed) {
    for (long seed = 0; seed < 12; seed++) {
      TinyModel exact = TinyModel.random(smooth(new Random(seed)), seed);
      int[] ids = exact.text(10, seed);
      double[][] expected = exact.reference(ids);
      StepRunner runner = new StepRunner(exact.at(allowed.precision()), 1, 24, 4);
      for (int start = 0; start < 10; start += 2) {
        var row = new StepRunner.Row(start, Arrays.copyOfRange(ids, start, start + 2));
        double[] actual = runner.last(2, row)[0];
        Logits.requireClose(
            expected[start + 1], actual, allowed.apart(), "seed " + seed + " " + exact.config());
      }
    }
  }

  @Test
  void keepsMatricesVectorsCacheAndLogitsInTheTypesAskedFor() {
    var shape = new StepShape(2, 3, 16, 4, StepShape.Outputs.ALL_LOGITS);
    Graph step = FlashTransformer.step(Configs.windowed(5), shape, MIXED);

    assertEquals(F32, step.results().getFirst().tensor().element());
    var types =
        Map.of(
            "model.embed_tokens.weight", BF16,
            "model.norm.weight", F32,
            "cache.0.keys", BF16,
            "cache.1.values", BF16);
    for (String name : types.keySet()) {
      assertEquals(
          types.get(name),
          step.parameters().stream()
              .filter(parameter -> parameter.name().equals(name))
              .findFirst()
              .orElseThrow()
              .tensor()
              .element(),
          name);
    }
  }

  /// A configuration of which few digits do not make another model: norms over a handful of numbers
  /// and large embedding scales blow roundings up.
  private static FlashConfig smooth(Random random) {
    FlashConfig config = Configs.random(random);
    return new FlashConfig(
        config.family(),
        config.vocabularySize(),
        16,
        config.feedForwardSize(),
        config.contextLength(),
        config.layers(),
        config.attention(),
        config.norm(),
        config.activation(),
        config.feedForwardBias(),
        config.embeddingScale(),
        config.tiedHead(),
        config.logitSoftcap());
  }
}
