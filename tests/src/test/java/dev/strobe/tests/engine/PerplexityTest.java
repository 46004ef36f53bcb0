package dev.strobe.tests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.Evaluation.Perplexity;
import dev.strobe.runtime.InvalidRequestException;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.Sequence;
import dev.strobe.tests.TestModels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Perplexity against a sum over single predictions, within the context and past it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PerplexityTest {
  private Model model;

  @BeforeAll
  void load() {
    model = Model.load(TestModels.tiny("llama"), TestModels.options());
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Test
  void aTextWithinTheContextIsOneWindow() {
    int[] ids = randomIds(40);
    check(ids, oneByOne(ids, 1));
  }

  @Test
  void everyTokenOfALongerTextIsPredictedOnceByAtLeastHalfAContext() {
    int context = model.config().contextLength();
    int[] ids = randomIds(context + context / 2 - 5);
    int second = context / 2;
    double sum = oneByOne(Arrays.copyOf(ids, context + 1), 1);
    sum += oneByOne(Arrays.copyOfRange(ids, second, ids.length), context + 1 - second);
    check(ids, sum);
  }

  @Test
  void oneTokenPredictsNothing() {
    assertThrows(InvalidRequestException.class, () -> Evaluation.perplexity(model, 1));
  }

  private void check(int[] ids, double sum) {
    Perplexity measured = Evaluation.perplexity(model, ids);
    assertEquals(ids.length - 1, measured.tokens());
    assertEquals(sum / (ids.length - 1), measured.meanNll(), 1e-5);
  }

  private int[] randomIds(int count) {
    return new Random(7).ints(count, 0, model.config().vocabularySize()).toArray();
  }

  /// Sum over the tokens from index `from` on, each predicted by one step after another.
  private double oneByOne(int[] ids, int from) {
    double sum = 0;
    try (Sequence sequence = model.sequence(ids.length)) {
      for (int i = 1; i < ids.length; i++) {
        double nll = nll(sequence.append(ids[i - 1]), ids[i]);
        sum += i >= from ? nll : 0;
      }
    }
    return sum;
  }

  private static double nll(float[] logits, int id) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[id]);
    }
    return Math.log(sum);
  }
}
