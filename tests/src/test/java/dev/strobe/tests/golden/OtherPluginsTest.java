package dev.strobe.tests.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.tests.TestModels;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The model programs on older CPU plugins: the reference's logits and tokens there too.
class OtherPluginsTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "cpu-plugin-0.106, llama",
    "cpu-plugin-0.106, gemma3",
    "cpu-plugin-0.81, llama",
    "cpu-plugin-0.81, gemma3"
  })
  void logitsAndGreedyTokensAreTheReferences(String plugin, String name) {
    JsonNode expected = shortest(Reference.json("tiny/" + name + "/golden.json.gz").get("cases"));
    int[] ids = Reference.ints(expected.get("ids"));
    var options = TestModels.options().withPlugin(TestModels.file(plugin));
    try (Model model = Model.load(TestModels.tiny(name), options)) {
      float[] logits = Evaluation.lastLogits(model, ids);
      double distance = Distance.ofRange(Reference.floats(expected.get("last_logits")), logits);
      assertTrue(distance <= TOLERANCE, () -> "logits off by " + distance + " of their range");
      int[] greedy = Arrays.copyOf(Reference.ints(expected.get("greedy")), 4);
      Generation generation =
          model.generate(
              Prompt.ids(ids), GenerateOptions.greedy().withMaxTokens(greedy.length), _ -> {});
      assertEquals(Arrays.toString(greedy), Arrays.toString(generation.ids().toArray()));
    }
  }

  private static JsonNode shortest(JsonNode cases) {
    return cases
        .valueStream()
        .min((a, b) -> Integer.compare(a.get("ids").size(), b.get("ids").size()))
        .orElseThrow();
  }
}
