package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Inspection;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.Sequence;
import dev.strobe.runtime.device.MemoryReport;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.golden.Distance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Models whose weights are kept in fewer bits, on the plugin.
class WeightTypesTest {
  private static final int[] IDS = {5, 90, 17, 3, 44, 61, 8, 29, 72, 11, 2};

  @TempDir private Path folder;

  /// Against f32 over a checkpoint whose matrices are rounded already: what is left for bf16 is the
  /// order of sums, for integers the rounding of activations to 127 * 254 steps.
  @ParameterizedTest
  @CsvSource({"llama, BF16, 1e-5", "gemma3, BF16, 1e-5", "llama, INT8, 1e-3", "gemma3, INT8, 1e-3"})
  void logitsAreThoseOfF32OverRoundedMatrices(String name, WeightType weights, double bound)
      throws IOException {
    Path exact = TestModels.tiny(name);
    Files.copy(exact.resolve("config.json"), folder.resolve("config.json"));
    byte[] file = Files.readAllBytes(exact.resolve("model.safetensors"));
    Files.write(folder.resolve("model.safetensors"), RoundedMatrices.of(file, weights));
    float[] rounded = logits(folder, WeightType.F32);
    double apart = Distance.ofRange(rounded, logits(exact, weights));
    assertTrue(apart < bound, name + " " + weights + ": " + apart);
    double moved = Distance.ofRange(logits(exact, WeightType.F32), rounded);
    assertTrue(moved > 2 * bound, name + " " + weights + " moves logits by " + moved);
  }

  private static float[] logits(Path path, WeightType weights) {
    try (Model model = Model.load(path, TestModels.options().withWeights(weights))) {
      return Evaluation.lastLogits(model, IDS);
    }
  }

  @ParameterizedTest
  @EnumSource(WeightType.class)
  void aPromptAtOnceIsAPromptTokenByToken(WeightType weights) {
    var options = TestModels.options().withWeights(weights);
    try (Model model = Model.load(TestModels.tiny("gemma3"), options);
        Sequence sequence = model.sequence(IDS.length)) {
      float[] logits = {};
      for (int id : IDS) {
        logits = sequence.append(id);
      }
      double apart = Distance.ofRange(Evaluation.lastLogits(model, IDS), logits);
      assertTrue(apart < (weights == WeightType.INT8 ? 1e-3 : 1e-5), weights + ": " + apart);
    }
  }

  @ParameterizedTest
  @EnumSource(WeightType.class)
  void greedyTextIsTheLikeliestToken(WeightType weights) {
    var options = TestModels.options().withWeights(weights);
    try (Model model = Model.load(TestModels.tiny("llama"), options)) {
      Generation generation =
          model.generate(Prompt.ids(IDS), GenerateOptions.greedy().withMaxTokens(6), _ -> {});
      int[] ids = Arrays.copyOf(IDS, IDS.length + generation.ids().length());
      for (int i = 0; i < generation.ids().length(); i++) {
        ids[IDS.length + i] = generation.ids().get(i);
      }
      try (Sequence sequence = model.sequence(ids.length)) {
        float[] logits = sequence.append(IDS);
        for (int i = IDS.length; i < ids.length; i++) {
          assertEquals(best(logits), ids[i], "token " + i);
          logits = sequence.append(ids[i]);
        }
      }
    }
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  /// The head of SmolLM2 widened would be 113 MB, all weights 538 MB; many tokens have more
  /// intermediates, but no weight is among them.
  @ParameterizedTest
  @ValueSource(ints = {1, 32})
  void noWiderCopyOfAWeightIsMade(int tokens) {
    Path model = TestModels.file("smollm2");
    long f32 = arguments(model, WeightType.F32, tokens);
    long largest = 49_152L * 576 * Float.BYTES;
    for (WeightType weights : new WeightType[] {WeightType.BF16, WeightType.INT8}) {
      Program step = Inspection.built(model, weights, tokens, 256);
      MemoryReport memory = Inspection.optimized(step, TestModels.options().plugin()).memory();
      long temporaries = memory.tempBytes();
      assertTrue(temporaries < largest / 20, weights + ": " + temporaries);
      double part = (double) weightBytes(step) / f32;
      double whole = weights == WeightType.INT8 ? 0.25 : 0.5;
      assertEquals(whole, part, 0.005, weights + " weights, as a part of those of f32");
    }
  }

  private static long arguments(Path model, WeightType weights, int tokens) {
    return weightBytes(Inspection.built(model, weights, tokens, 256));
  }

  private static long weightBytes(Program step) {
    return step.main().parameters().stream()
        .filter(parameter -> parameter.role() instanceof Role.Weight)
        .mapToLong(parameter -> parameter.tensor().byteSize())
        .sum();
  }

  @Test
  void programsOfOneTypeAreNotTakenForThoseOfAnother() {
    Path tiny = TestModels.tiny("llama");
    float[] before = logits(tiny, WeightType.INT8);
    logits(tiny, WeightType.F32);
    assertArrayEquals(before, logits(tiny, WeightType.INT8));
  }
}
