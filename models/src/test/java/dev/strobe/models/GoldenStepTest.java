package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Literal;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Random checkpoints in Hugging Face form, from `config.json` to logits, against transformers 5.23
/// (the same data as in `tests/`, where the device runs it at full length).
final class GoldenStepTest {
  private static final double TOLERANCE = 1e-4;
  private static final int SLACK = 8;
  private static final int LONGEST_PROMPT = Boolean.getBoolean("strobe.nightly") ? 150 : 35;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama",
        "gemma3",
        "llama-biases",
        "gemma3-seven-layers",
        "gemma2-softcaps",
        "qwen3-layer-types"
      })
  void givesTheLogitsHiddenStatesAndTokensOfTransformers(String name) throws IOException {
    TinyModel model = model(name);
    int checked = 0;
    for (JsonNode item : Json.tree("tiny/" + name + "/golden.json.gz").get("cases")) {
      int[] ids = ints(item.get("ids"));
      if (ids.length <= LONGEST_PROMPT) {
        check(model, ids, item);
        checked++;
      }
    }
    assertTrue(checked >= 3, checked + " cases");
  }

  private static void check(TinyModel model, int[] ids, JsonNode item) {
    StepRunner runner = new StepRunner(model, 1, 160, SLACK);
    int start = 0;
    for (; ids.length - start > SLACK; start += SLACK) {
      runner.last(SLACK, new StepRunner.Row(start, Arrays.copyOfRange(ids, start, start + SLACK)));
    }
    int[] rest = Arrays.copyOfRange(ids, start, ids.length);
    ImmutableList<Literal> results =
        runner.run(StepShape.Outputs.HIDDEN_STATES, SLACK, new StepRunner.Row(start, rest));
    String what = "after " + ids.length + " tokens";
    double[] logits = StepRunner.vector(results.getFirst(), rest.length - 1);
    Logits.requireClose(doubles(item.get("last_logits")), logits, TOLERANCE, what);
    for (Map.Entry<String, JsonNode> layer : item.get("last_hidden_by_layer").properties()) {
      Literal hidden = results.get(2 + Integer.parseInt(layer.getKey()));
      Logits.requireClose(
          doubles(layer.getValue()),
          StepRunner.vector(hidden, rest.length - 1),
          TOLERANCE,
          "layer " + layer.getKey() + " " + what);
    }
    requireGreedy(runner, logits, ids.length, item);
  }

  private static void requireGreedy(
      StepRunner runner, double[] first, int position, JsonNode item) {
    double[] logits = first;
    int[] greedy = ints(item.get("greedy"));
    for (int i = 0; i < 8; i++) {
      assertEquals(greedy[i], best(logits), "token " + i + " after " + position);
      logits = runner.last(1, new StepRunner.Row(position + i, greedy[i]))[0];
    }
  }

  private static int best(double[] logits) {
    return IntStream.range(0, logits.length)
        .reduce((a, b) -> logits[b] > logits[a] ? b : a)
        .orElseThrow();
  }

  private static TinyModel model(String name) throws IOException {
    SafetensorsResource file = SafetensorsResource.of("tiny/" + name + "/model.safetensors");
    Map<String, Object> keys = Json.object(Json.tree("tiny/" + name + "/config.json"));
    FlashModel model =
        ModelFamilies.of(
            new ModelSource(
                name, ModelSource.Format.HUGGING_FACE, ImmutableMap.copyOf(keys), file.dims()));
    ImmutableMap.Builder<String, float[]> weights = ImmutableMap.builder();
    model.weights().forEach((parameter, from) -> weights.put(parameter, file.evaluate(from)));
    return new TinyModel(model.config(), new TinyWeights(weights.buildOrThrow()), Precision.F32);
  }

  private static int[] ints(JsonNode list) {
    return IntStream.range(0, list.size()).map(i -> list.get(i).asInt()).toArray();
  }

  private static double[] doubles(JsonNode list) {
    return IntStream.range(0, list.size()).mapToDouble(i -> list.get(i).asDouble()).toArray();
  }
}
