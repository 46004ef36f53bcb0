package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Steps with integer weights against the formulas of the model with every product from the
/// definition of eight bits, in double precision: what is left is the order of sums.
final class QuantizedStepTest {
  private static final Precision WIDE =
      Precision.uniform(ElementType.F64).withWeights(ElementType.S8);
  private static final double TOLERANCE = 1e-9;

  @Test
  void logitsAreThoseOfTheDefinitionInPrefillAndDecode() {
    for (long seed = 0; seed < 40; seed++) {
      FlashConfig config = Configs.random(new Random(seed));
      TinyModel model = TinyModel.random(config, seed).at(WIDE);
      int[] ids = model.text(7, seed);
      double[][] expected = reference(model, ids);
      StepRunner runner = new StepRunner(model, 1, 24, 6);
      String what = "seed " + seed + " " + config;
      var prompt = new StepRunner.Row(0, Arrays.copyOf(ids, 5));
      Logits.requireClose(expected[4], runner.last(6, prompt)[0], TOLERANCE, what);
      for (int p = 5; p < 7; p++) {
        var next = new StepRunner.Row(p, ids[p]);
        Logits.requireClose(expected[p], runner.last(1, next)[0], TOLERANCE, what);
      }
    }
  }

  @Test
  void rowsOfABatchAreRoundedEachForItself() {
    TinyModel model = TinyModel.random(Configs.windowed(5), 3).at(WIDE);
    int[] first = model.text(4, 1);
    int[] second = model.text(3, 2);
    StepRunner runner = new StepRunner(model, 2, 24, 6);
    double[][] both = runner.last(4, new StepRunner.Row(0, first), new StepRunner.Row(0, second));
    Logits.requireClose(reference(model, first)[3], both[0], TOLERANCE, "first row");
    Logits.requireClose(reference(model, second)[2], both[1], TOLERANCE, "second row");
  }

  private static double[][] reference(TinyModel model, int[] ids) {
    Map<String, double[]> wide = new HashMap<>();
    double[] table = model.weights().doubles(WeightNames.EMBEDDING);
    double[] rounded = EightBits.dequantized(table, model.config().vocabularySize());
    // Only the look-up reads this table where the head has a weight of its own. Where it has not,
    // rounding what is rounded changes nothing, up to the last bit of a scale.
    wide.put(WeightNames.EMBEDDING, rounded);
    return new ReferenceTransformer(
            model.config(),
            name -> wide.computeIfAbsent(name, model.weights()::doubles),
            EightBits::product)
        .run(ids)
        .logits();
  }

  @Test
  void aQuantizedModelBindsWhatItsStepsAskFor() {
    for (long seed = 0; seed < 100; seed++) {
      FlashConfig config = Configs.random(new Random(seed));
      ImmutableMap.Builder<String, WeightExpression> plain = ImmutableMap.builder();
      WeightNames.of(config).forEach(name -> plain.put(name, new WeightExpression.Tensor(name)));
      var model = new FlashModel(config, plain.buildOrThrow()).kept(WeightType.INT8);
      var shape = new StepShape(1, 1, 4, 1, StepShape.Outputs.LAST_LOGITS);
      Graph step = FlashTransformer.step(config, shape, WeightType.INT8.precision());
      Map<String, ElementType> asked = new HashMap<>();
      step.parameters().stream()
          .filter(parameter -> parameter.role() instanceof Role.Weight)
          .forEach(parameter -> asked.put(parameter.name(), parameter.tensor().element()));

      assertEquals(asked.keySet(), ImmutableSet.copyOf(model.weights().keySet()), config + "");
      model
          .weights()
          .forEach(
              (name, expression) ->
                  assertEquals(
                      expression instanceof WeightExpression.RowCodes,
                      asked.get(name) == ElementType.S8,
                      name));
    }
  }
}
