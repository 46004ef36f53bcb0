package dev.strobe.tests.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.Evaluation.HiddenStates;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Sequence;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Small random checkpoints of many configurations, from both formats, on the plugin against the
/// reference implementation.
class TinyModelsTest {
  private static final double TOLERANCE = 1e-4;
  private static final boolean NIGHTLY = Boolean.getBoolean("strobe.nightly");

  /// One prompt in one step, and one in several past every window; all lengths run nightly.
  private static final Set<Integer> LENGTHS = Set.of(17, 150);

  /// Those of the suite, or of another folder, such as `random_checkpoints.py` makes.
  static Stream<String> checkpoints() {
    String given = System.getProperty("strobe.checkpoints", "tiny,gguf");
    return Stream.of(given.split(",", -1)).flatMap(TinyModelsTest::children);
  }

  private static Stream<String> children(String kind) {
    try (Stream<Path> folders = Files.list(Reference.folder(kind))) {
      return folders.map(f -> kind + "/" + f.getFileName()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void logitsHiddenStatesAndGreedyTokensAreTheReferences(String name) {
    JsonNode golden = Reference.json(name + "/golden.json.gz");
    Path file = Reference.folder(name).resolve("model.gguf");
    Path path = Files.exists(file) ? file : Reference.folder(name);
    try (Model model = Model.load(path, TestModels.options())) {
      for (JsonNode expected : golden.get("cases")) {
        int length = expected.get("ids").size();
        if (NIGHTLY || !name.contains("-") || LENGTHS.contains(length)) {
          check(model, name, expected);
        }
      }
    }
  }

  private static void check(Model model, String name, JsonNode expected) {
    int[] ids = Reference.ints(expected.get("ids"));
    String place = name + " at " + ids.length + " tokens";
    float[] logits = Evaluation.lastLogits(model, ids);
    double distance = Distance.ofRange(Reference.floats(expected.get("last_logits")), logits);
    assertTrue(distance <= TOLERANCE, place + ": logits off by " + distance + " of their range");
    checkGreedy(model, place, ids, expected);
    if (ids.length == 17) {
      checkHidden(model, place, ids, expected.get("last_hidden_by_layer"));
    }
  }

  /// Follows the reference's tokens; where it was all but undecided, either token is right.
  private static void checkGreedy(Model model, String place, int[] ids, JsonNode expected) {
    int[] greedy = Reference.ints(expected.get("greedy"));
    float[] margin = Reference.floats(expected.get("margin"));
    try (Sequence sequence = model.sequence(ids.length + greedy.length)) {
      float[] logits = sequence.append(ids);
      for (int step = 0; step < greedy.length; step++) {
        if (margin[step] > TOLERANCE) {
          assertEquals(greedy[step], Reference.best(logits), place + ", step " + step);
        }
        logits = sequence.append(greedy[step]);
      }
    }
  }

  private static void checkHidden(Model model, String place, int[] ids, JsonNode expected) {
    HiddenStates hidden = Evaluation.hiddenStates(model, ids);
    int width = model.config().modelSize();
    expected
        .properties()
        .forEach(
            layer -> {
              int index = Integer.parseInt(layer.getKey());
              float[] all = hidden.states().get(index + 1);
              float[] last = Arrays.copyOfRange(all, all.length - width, all.length);
              double distance = Distance.ofMagnitude(Reference.floats(layer.getValue()), last);
              assertTrue(distance <= 1e-3, place + ", layer " + index + ": off by " + distance);
            });
  }
}
