package dev.strobe.runtime.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Distributions of Hugging Face transformers 5.23, computed in f64: hf_V12 and ties_topk are
/// shared numeric goldens, transformers.json holds larger vocabularies with many equal logits.
/// Where top-p cuts through equals, which of them stay is an accident of torch's sort (for more
/// than 16 tokens): there only the number and the probabilities count.
class TransformersGoldenTest {

  @TestFactory
  Stream<DynamicTest> equalsTheSharedGolden() throws IOException {
    JsonNode golden = read("hf_V12.json");
    float[] logits = floats(golden.path("inputs").path("logits").path("data"), 1);
    int[] seen = ints(golden.path("inputs").path("prev").path("data"));
    return golden
        .path("params")
        .path("combos")
        .valueStream()
        .map(
            combo -> {
              String name = combo.path("name").stringValue();
              JsonNode expected = golden.path("expected").path(name).path("data");
              return DynamicTest.dynamicTest(
                  name, () -> assertEqualDistributions(expected, of(combo, seen, logits)));
            });
  }

  @TestFactory
  Stream<DynamicTest> keepsEveryEqualOfTheLastOfTopK() throws IOException {
    JsonNode golden = read("ties_topk.json");
    float[] logits = floats(golden.path("inputs").path("logits").path("data"), 1);
    return IntStream.rangeClosed(1, 6)
        .mapToObj(
            k -> {
              JsonNode expected = golden.path("expected").path("top_k" + k).path("data");
              Sampler sampler = new Sampler(new SamplingOptions(1, k, 1, 0, 1, 0), 0);
              return DynamicTest.dynamicTest(
                  "k=" + k, () -> assertEqualDistributions(expected, sampler.distribution(logits)));
            });
  }

  @TestFactory
  Stream<DynamicTest> equalsTransformersOnLargerVocabularies() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode each : read("transformers.json").path("cases")) {
      float[] logits = floats(each.path("logits_x1024"), 1024);
      int[] seen = ints(each.path("prev"));
      for (JsonNode combo : each.path("combos")) {
        String name = logits.length + " tokens, " + options(combo);
        tests.add(
            DynamicTest.dynamicTest(
                name, () -> assertSummaryEquals(combo, of(combo, seen, logits))));
      }
    }
    return tests.stream();
  }

  private static void assertEqualDistributions(JsonNode expected, double[] actual) {
    assertEquals(expected.size(), actual.length);
    for (int id = 0; id < actual.length; id++) {
      double wanted = expected.get(id).doubleValue();
      assertEquals(wanted == 0, actual[id] == 0, "support at " + id);
      assertEquals(wanted, actual[id], 1e-12 + 1e-9 * wanted, "probability of " + id);
    }
  }

  private static void assertSummaryEquals(JsonNode expected, double[] actual) {
    int[] kept = IntStream.range(0, actual.length).filter(id -> actual[id] > 0).toArray();
    assertEquals(expected.path("kept").intValue(), kept.length, "kept tokens");
    if (!expected.path("cuts_equals").booleanValue()) {
      assertEquals(expected.path("id_sum").intValue(), IntStream.of(kept).sum(), "sum of kept ids");
    }
    int at = 0;
    for (JsonNode probability : expected.path("first")) {
      double wanted = probability.doubleValue();
      assertEquals(wanted, actual[kept[at++]], 1e-12 + 1e-9 * wanted, "kept token " + at);
    }
    double entropy = -IntStream.of(kept).mapToDouble(id -> actual[id] * Math.log(actual[id])).sum();
    assertEquals(expected.path("entropy").doubleValue(), entropy, 1e-9, "entropy");
  }

  private static double[] of(JsonNode combo, int[] seen, float[] logits) {
    Sampler sampler = new Sampler(options(combo), 0);
    sampler.observe(seen);
    return sampler.distribution(logits);
  }

  private static SamplingOptions options(JsonNode combo) {
    return new SamplingOptions(
        combo.path("temperature").doubleValue(),
        combo.path("top_k").intValue(),
        combo.path("top_p").doubleValue(),
        combo.path("min_p").doubleValue(),
        combo.path("repetition_penalty").doubleValue(),
        0);
  }

  private static float[] floats(JsonNode values, int denominator) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (values.get(i).doubleValue() / denominator);
    }
    return floats;
  }

  private static int[] ints(JsonNode values) {
    return values.valueStream().mapToInt(JsonNode::intValue).toArray();
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = TransformersGoldenTest.class.getResourceAsStream("/sampling/" + name)) {
      return new JsonMapper().readTree(in);
    }
  }
}
