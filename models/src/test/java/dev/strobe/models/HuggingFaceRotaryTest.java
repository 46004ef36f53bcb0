package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Against the inverse frequencies of transformers 5.23 for the same `config.json`.
final class HuggingFaceRotaryTest {
  @TestFactory
  List<DynamicTest> agreesWithTransformers() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : Json.tree("rotary_cases.json")) {
      tests.add(DynamicTest.dynamicTest(node.get("name").asString(), () -> check(node)));
    }
    assertEquals(14, tests.size());
    return tests;
  }

  private static void check(JsonNode node) {
    var configuration = ImmutableMap.copyOf(Json.object(node.get("config")));
    var source =
        new ModelSource(
            "folder", ModelSource.Format.HUGGING_FACE, configuration, ImmutableMap.of());
    boolean gemma = "gemma3_text".equals(configuration.get("model_type"));
    ModelFamily family = gemma ? new Gemma3Family() : new LlamaFamily();
    FlashConfig.Attention attention = family.huggingFace(source).attention();

    requireClose(node.get("full"), attention.globalRotary(), attention.headSize());
    requireClose(node.get("sliding"), attention.localRotary(), attention.headSize());
  }

  private static void requireClose(JsonNode expected, Rotary rotary, int headSize) {
    float[] actual = rotary.inverseFrequencies(headSize);
    assertEquals(expected.size(), actual.length);
    for (int i = 0; i < actual.length; i++) {
      double frequency = expected.get(i).asDouble();
      assertEquals(frequency, actual[i], 1e-6 * frequency, "frequency " + i);
    }
  }
}
