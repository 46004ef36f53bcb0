package dev.strobe.runtime;

import dev.strobe.models.StepShape.Outputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a model computes of a text that is known: logits, hidden states, perplexity.
public final class Evaluation {
  /// What every JVM can allocate.
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private Evaluation() {}

  /// Mean negative log-likelihood of a text.
  ///
  /// @param tokens how many tokens were predicted, all but the first
  /// @param meanNll in nats
  public record Perplexity(int tokens, double meanNll) {
    public double perplexity() {
      return Math.exp(meanNll);
    }
  }

  /// Logits `[vocabulary]` after the last token.
  public static float[] lastLogits(Model model, int... ids) {
    try (Sequence sequence = model.sequence(ids.length)) {
      return sequence.append(ids);
    }
  }

  /// Logits of every position, `[tokens, vocabulary]`, row-major.
  ///
  /// @throws InvalidRequestException for more numbers than an array holds
  public static float[] allLogits(Model model, int... ids) {
    int vocabulary = model.config().vocabularySize();
    float[] all = rows(ids.length, vocabulary);
    try (Sequence sequence = model.sequence(ids.length)) {
      sequence.append(
          ids,
          Outputs.ALL_LOGITS,
          (first, rows, values) ->
              System.arraycopy(values.logits(), 0, all, first * vocabulary, rows * vocabulary));
    }
    return all;
  }

  /// Logits of every position and the residual stream after the embedding (`embed`), each layer
  /// (`layer_00`, ...) and the final norm (`final_norm`), `[tokens, model]`.
  ///
  /// @param names of the hidden states, in order
  public record HiddenStates(float[] logits, List<String> names, List<float[]> states) {}

  public static HiddenStates hiddenStates(Model model, int... ids) {
    int vocabulary = model.config().vocabularySize();
    int width = model.config().modelSize();
    int layers = model.config().layers().size();
    float[] logits = rows(ids.length, vocabulary);
    List<float[]> states = new ArrayList<>();
    for (int i = 0; i < layers + 2; i++) {
      states.add(rows(ids.length, width));
    }
    try (Sequence sequence = model.sequence(ids.length)) {
      sequence.append(
          ids,
          Outputs.HIDDEN_STATES,
          (first, rows, values) -> {
            System.arraycopy(values.logits(), 0, logits, first * vocabulary, rows * vocabulary);
            for (int i = 0; i < states.size(); i++) {
              float[] part = values.hidden().get(i);
              System.arraycopy(part, 0, states.get(i), first * width, rows * width);
            }
          });
    }
    return new HiddenStates(logits, hiddenNames(layers), states);
  }

  /// Perplexity of ids: the mean over all but the first of -ln p(id | those before), each computed
  /// on the device, where one chunk of logits lives at a time.
  ///
  /// A text longer than the model's context is taken in windows of the context's length that
  /// overlap by half: every token is predicted once, by at least half a context of those before it
  /// (the strided evaluation that Hugging Face describes for fixed-length models).
  ///
  /// @throws InvalidRequestException for fewer than two ids
  public static Perplexity perplexity(Model model, int... ids) {
    if (ids.length < 2) {
      throw new InvalidRequestException(
          "perplexity requires a text of at least two tokens, got " + ids.length);
    }
    int context = model.config().contextLength();
    int last = ids.length - 1;
    double sum = 0;
    int done = 0;
    while (done < last) {
      int start = done == 0 ? 0 : done - context / 2;
      int end = Math.min(start + context, last);
      sum += windowNll(model, Arrays.copyOfRange(ids, start, end + 1), done - start);
      done = end;
    }
    return new Perplexity(last, sum / last);
  }

  /// Sum over the tokens of a window after the first `known + 1`, each predicted by those before.
  private static double windowNll(Model model, int[] ids, int known) {
    int[] targets = Arrays.copyOfRange(ids, 1, ids.length);
    double sum = 0;
    try (Sequence sequence = model.sequence(targets.length)) {
      float[] all = sequence.logProbabilities(Arrays.copyOf(ids, targets.length), targets);
      for (int i = known; i < all.length; i++) {
        sum -= all[i];
      }
    }
    return sum;
  }

  private static float[] rows(int tokens, int width) {
    long numbers = (long) tokens * width;
    if (numbers > LONGEST_ARRAY) {
      throw new InvalidRequestException(
          "values of every position require at most %d numbers, got %d tokens of %d; take at most %d"
                  .formatted(LONGEST_ARRAY, tokens, width, LONGEST_ARRAY / width)
              + " tokens, or the last position only");
    }
    return new float[(int) numbers];
  }

  private static List<String> hiddenNames(int layers) {
    List<String> names = new ArrayList<>(List.of("embed"));
    for (int layer = 0; layer < layers; layer++) {
      names.add("layer_%02d".formatted(layer));
    }
    names.add("final_norm");
    return names;
  }
}
