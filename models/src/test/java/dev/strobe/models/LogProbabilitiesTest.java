package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.models.StepShape.Outputs;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Log-probabilities of given tokens against those that all logits of the same step have.
final class LogProbabilitiesTest {
  /// One chunk, a chunk and a bit, and several.
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 64, 65, 150})
  void areThoseOfAllLogits(int tokens) {
    for (long seed = 0; seed < 4; seed++) {
      TinyModel model = TinyModel.random(Configs.random(new Random(seed)), seed);
      int vocabulary = model.config().vocabularySize();
      StepRunner runner = new StepRunner(model, 1, tokens, tokens);
      var row = new StepRunner.Row(0, model.text(tokens, seed));
      int[] targets = new Random(seed).ints(tokens, 0, vocabulary).toArray();
      double[][] logits = runner.all(tokens, row);

      Literal got = runner.targets(targets).run(Outputs.LOG_PROBABILITIES, tokens, row).getFirst();

      assertEquals(2, got.type().rank());
      for (int i = 0; i < tokens; i++) {
        double want = logits[i][targets[i]] - logSum(logits[i]);
        assertEquals(want, got.doubleAt(i), 1e-5, "seed " + seed + ", token " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 150})
  void noMoreThanAChunkOfLogitsIsComputedAtOnce(int tokens) {
    FlashConfig config = Configs.windowed(5);
    var shape = new StepShape(1, tokens, tokens, tokens, Outputs.LOG_PROBABILITIES);
    Graph step = FlashTransformer.step(config, shape, Precision.F32);
    assertTrue(
        step.nodes().stream()
            .flatMap(node -> node.results().stream())
            .filter(value -> value.tensor().rank() == 2)
            .filter(value -> value.tensor().dim(1) == config.vocabularySize())
            .allMatch(value -> value.tensor().dim(0) <= 64));
  }

  private static double logSum(double... logits) {
    double peak = Arrays.stream(logits).max().orElseThrow();
    return peak + Math.log(DoubleStream.of(logits).map(x -> Math.exp(x - peak)).sum());
  }
}
