package dev.strobe.tests.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.Evaluation.HiddenStates;
import dev.strobe.runtime.FinishReason;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.Sequence;
import dev.strobe.tests.TestModels;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/// The real models on the plugin against the reference implementation on the same weights.
///
/// The suite computes what its few programs allow; all prompts and lengths run under `-Pnightly`.
class RealModelsTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("strobe.nightly");

  /// Below this the reference itself was all but undecided.
  private static final double MARGIN = 1e-3;

  static boolean gemmaTermsAccepted() {
    return TestModels.accepted("gemma");
  }

  @Test
  void smollm2ComputesWhatTheReferenceComputes() {
    check("smollm2", "smollm2");
  }

  @Test
  @EnabledIf(
      value = "gemmaTermsAccepted",
      disabledReason = "terms not accepted: set STROBE_ACCEPT_TERMS=gemma to run it")
  void gemma3ComputesWhatTheReferenceComputes() {
    check("gemma3-270m", "gemma3");
  }

  private static void check(String name, String folder) {
    JsonNode golden = Reference.json(folder + "/golden.json.gz");
    try (Model model = Model.load(TestModels.file(name), TestModels.options())) {
      for (JsonNode prompt : golden.get("prompts")) {
        checkPrompt(model, folder, prompt);
      }
      checkPerplexity(model, golden.get("perplexity"));
      checkLong(model, Reference.json(folder + "/long.json.gz"));
    }
  }

  private static void checkPrompt(Model model, String folder, JsonNode prompt) {
    int[] ids = Reference.ints(prompt.get("ids"));
    String place = folder + " " + prompt.get("name").stringValue();
    if (prompt.hasNonNull("logits_file")) {
      String file = folder + "/" + prompt.get("logits_file").stringValue() + ".gz";
      float[] expected = Reference.array(file);
      float[] logits = Evaluation.lastLogits(model, ids);
      double difference = Distance.maxAbs(expected, logits);
      double divergence = Distance.divergence(expected, logits);
      assertTrue(difference <= 1e-3, place + ": logits off by " + difference);
      assertTrue(divergence <= 1e-6, place + ": divergence " + divergence);
      checkFreeRun(model, place, prompt);
    }
    if (NIGHTLY || prompt.hasNonNull("hidden_file")) {
      checkForced(model, place, ids, prompt, 64);
    }
    if (prompt.hasNonNull("hidden_file")) {
      checkHidden(model, ids, folder + "/" + prompt.get("hidden_file").stringValue());
    }
  }

  /// With the reference's tokens forced, the best token is the reference's wherever it was decided.
  private static void checkForced(
      Model model, String place, int[] ids, JsonNode golden, int steps) {
    int[] greedy = Reference.ints(golden.get("greedy"));
    float[] margin = Reference.floats(golden.get("margin"));
    try (Sequence sequence = model.sequence(ids.length + greedy.length)) {
      float[] logits = sequence.append(ids);
      for (int step = 0; step < Math.min(steps, greedy.length); step++) {
        if (margin[step] > MARGIN) {
          assertEquals(greedy[step], Reference.best(logits), place + ", step " + step);
        }
        logits = sequence.append(greedy[step]);
      }
    }
  }

  /// Running freely, ids and text are the reference's up to its end of text or its first doubt.
  private static void checkFreeRun(Model model, String place, JsonNode prompt) {
    int[] greedy = Reference.ints(prompt.get("greedy"));
    float[] margin = Reference.floats(prompt.get("margin"));
    int steps = NIGHTLY ? greedy.length : 24;
    int sure = 0;
    while (sure < steps && margin[sure] > MARGIN && !model.endOfText().contains(greedy[sure])) {
      sure++;
    }
    Generation generation =
        model.generate(
            Prompt.ids(Reference.ints(prompt.get("ids"))),
            GenerateOptions.greedy().withMaxTokens(steps),
            _ -> {});
    ImmutableIntArray made = generation.ids();
    assertTrue(made.length() >= sure, place + ": stopped after " + made.length());
    int[] expected = Arrays.copyOf(greedy, sure);
    assertEquals(ImmutableIntArray.copyOf(expected), made.subArray(0, sure), place);
    boolean ends =
        sure < steps && model.endOfText().contains(greedy[sure]) && margin[sure] > MARGIN;
    if (ends) {
      assertEquals(FinishReason.STOP, generation.finish(), place);
      assertEquals(model.tokenizer().decode(expected, true), generation.text(), place);
    }
  }

  private static void checkHidden(Model model, int[] ids, String file) {
    HiddenStates hidden = Evaluation.hiddenStates(model, ids);
    var expected = Reference.archive(file);
    assertEquals(expected.keySet(), new TreeSet<>(hidden.names()), file);
    List<String> names = hidden.names();
    for (int i = 0; i < names.size(); i++) {
      float[] wanted = Objects.requireNonNull(expected.get(names.get(i))).floats();
      double distance = Distance.ofMagnitude(wanted, hidden.states().get(i));
      assertTrue(distance <= 1e-3, file + " " + names.get(i) + ": off by " + distance);
    }
  }

  private static void checkPerplexity(Model model, JsonNode golden) {
    int[] ids = Prompt.raw(golden.get("text").stringValue()).ids(model);
    assertEquals(
        ImmutableIntArray.copyOf(Reference.ints(golden.get("ids"))), ImmutableIntArray.copyOf(ids));
    double expected = golden.get("ppl").doubleValue();
    double measured = Evaluation.perplexity(model, ids).perplexity();
    assertEquals(1, measured / expected, 5e-4);
  }

  /// A prompt over several chunks, past Gemma's window.
  private static void checkLong(Model model, JsonNode golden) {
    int[] ids = Reference.ints(golden.get("ids"));
    for (JsonNode row : golden.get("rows")) {
      int length = row.get("length").intValue();
      if (NIGHTLY || length == ids.length) {
        float[] logits = Evaluation.lastLogits(model, Arrays.copyOf(ids, length));
        for (JsonNode top : row.get("top")) {
          float actual = logits[top.get(0).intValue()];
          assertEquals(top.get(1).doubleValue(), actual, 1e-3, "after " + length + " tokens");
        }
      }
    }
    checkForced(model, "long prompt", ids, golden, NIGHTLY ? 24 : 4);
  }
}
