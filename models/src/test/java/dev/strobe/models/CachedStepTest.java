package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Steps over a cache at every border: chunk, window, the end of a ring, capacity.
final class CachedStepTest {
  private static final int WINDOW = 5;
  private static final int SLACK = 4;
  private static final int RING = WINDOW + SLACK;
  private static final int CAPACITY = 48;

  private final TinyModel model = TinyModel.random(Configs.windowed(WINDOW), 7);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void readsATextInChunksPastManyTurnsOfTheRing(int tokens) {
    model.requireSteps(runner(), model.text(CAPACITY, 1), 0, CAPACITY, tokens);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        WINDOW - 1,
        WINDOW,
        WINDOW + 1,
        RING - 1,
        RING,
        RING + 1,
        2 * RING - 1,
        2 * RING,
        2 * RING + 1
      })
  void decodesAfterAPaddedPrefillOfAnyLength(int length) {
    int[] ids = model.text(CAPACITY, length);
    StepRunner runner = runner().padding(11);
    model.requireSteps(runner, ids, 0, length, SLACK);
    model.requireSteps(runner, ids, length, length + RING + 2, 1);
  }

  @Test
  void readsInChunksWhatItReadsAtOnce() {
    int[] ids = model.text(20, 3);
    double[][] whole = new StepRunner(model, 1, CAPACITY, 20).all(20, new StepRunner.Row(0, ids));
    StepRunner chunked = runner();
    for (int start = 0; start < 20; start += SLACK) {
      var row = new StepRunner.Row(start, Arrays.copyOfRange(ids, start, start + SLACK));
      double[][] part = chunked.all(SLACK, row);
      for (int i = 0; i < SLACK; i++) {
        Logits.requireClose(whole[start + i], part[i], 1e-6, "position " + (start + i));
      }
    }
  }

  @Test
  void givesRowsOfABatchWhatTheyGetAlone() {
    int[] first = model.text(CAPACITY, 4);
    int[] second = model.text(CAPACITY, 5);
    StepRunner both = new StepRunner(model, 2, CAPACITY, SLACK);
    StepRunner one = runner();
    StepRunner other = runner();
    both.last(SLACK, row(first, 0, 4), row(second, 0, 1));
    one.last(SLACK, row(first, 0, 4));
    other.last(SLACK, row(second, 0, 1));
    for (int step = 0; step < 16; step++) {
      int tokens = step % 3 == 0 ? 3 : 1;
      int length = step % 3 == 0 ? 2 : 1;
      int start = 4 + step / 3 * 4 + (step % 3 == 0 ? 0 : step % 3 + 1);
      StepRunner.Row a = row(first, start, start + length);
      StepRunner.Row b = row(second, start - 3, start - 3 + length);
      double[][] together = both.last(tokens, a, b);

      assertArrayEquals(one.last(tokens, a)[0], together[0], "step " + step);
      assertArrayEquals(other.last(tokens, b)[0], together[1], "step " + step);
    }
  }

  @Test
  void choosesTheLikeliestTokenAsAHostWould() {
    int[] first = model.text(CAPACITY, 4);
    int[] second = model.text(CAPACITY, 5);
    StepRunner logits = new StepRunner(model, 2, CAPACITY, SLACK);
    StepRunner ids = new StepRunner(model, 2, CAPACITY, SLACK);
    for (int start = 0; start < 12; start += 3) {
      StepRunner.Row a = row(first, start, start + 3);
      StepRunner.Row b = row(second, start, start + 2);
      double[][] all = logits.last(SLACK, a, b);
      Literal chosen = ids.run(StepShape.Outputs.LAST_TOKEN, SLACK, a, b).getFirst();
      assertArrayEquals(new int[] {firstOfLargest(all[0]), firstOfLargest(all[1])}, chosen.toS32());
    }
  }

  private static int firstOfLargest(double[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }

  @Test
  void neverShowsPadding() {
    int[] ids = model.text(CAPACITY, 6);
    StepRunner quiet = runner().padding(0);
    StepRunner loud = runner().padding(12);
    int start = 0;
    for (int length : new int[] {3, 1, 2, 4, 1, 1, 3, 2, 1, 4, 3}) {
      StepRunner.Row row = row(ids, start, start + length);

      assertArrayEquals(quiet.last(SLACK, row)[0], loud.last(SLACK, row)[0], "at " + start);
      start += length;
    }
  }

  @ParameterizedTest
  @CsvSource({"20, 4", "21, 3", "22, 2", "23, 1", "9, 4", "7, 1"})
  void continuesFromAsFarBackAsTheSlackAllows(int start, int length) {
    int end = start + SLACK;
    int back = end - 1 - SLACK;
    int[] ids = model.text(CAPACITY, start);
    StepRunner runner = runner();
    model.requireSteps(runner, ids, 0, start, 1);
    runner.last(SLACK, row(ids, start, start + length));
    int[] other = model.text(CAPACITY, 99);
    System.arraycopy(ids, 0, other, 0, back);

    model.requireSteps(runner, other, back, back + 2 * RING, 1);
  }

  @Test
  void losesAKeyWhereItIsCutBackFurtherThanTheSlackAllows() {
    int[] ids = model.text(CAPACITY, 8);
    StepRunner runner = runner();
    model.requireSteps(runner, ids, 0, 24, SLACK);
    int tooFar = 24 - 2 - SLACK;

    double[] actual = runner.last(1, row(ids, tooFar, tooFar + 1))[0];

    Logits.requireApart(model.reference(ids)[tooFar], actual, 1e-3, "one token too far back");
  }

  @Test
  void losesAKeyWhereItIsCutBackByLessThanTheSlackBehindPadding() {
    int[] ids = model.text(CAPACITY, 8);
    StepRunner runner = runner();
    model.requireSteps(runner, ids, 0, 20, SLACK);
    runner.last(SLACK, row(ids, 20, 21));
    int cutByThree = 18;

    double[] actual = runner.last(1, row(ids, cutByThree, cutByThree + 1))[0];

    Logits.requireApart(model.reference(ids)[cutByThree], actual, 1e-3, "padding up to 24");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void fillsTheCapacityToTheLastSlot(int tokens) {
    int[] ids = model.text(12, 9);
    StepRunner runner = new StepRunner(model, 1, 12, SLACK);
    model.requireSteps(runner, ids, 0, 12 - tokens, 1);
    model.requireSteps(runner, ids, 12 - tokens, 12, tokens);
  }

  @Test
  void needsNoRingWhereTheCapacityIsSmall() {
    int[] ids = model.text(CAPACITY, 10);
    StepRunner ring = runner();
    StepRunner full = new StepRunner(model, 1, CAPACITY, CAPACITY);
    for (int start = 0; start < CAPACITY; start += 3) {
      StepRunner.Row row = row(ids, start, start + 3);
      Logits.requireClose(full.last(3, row)[0], ring.last(3, row)[0], 1e-6, "position " + start);
    }
    assertEquals(RING, slots(SLACK));
    assertEquals(CAPACITY, slots(CAPACITY));
    assertEquals(CAPACITY, slots(CAPACITY - WINDOW));
    assertEquals(CAPACITY - 1, slots(CAPACITY - WINDOW - 1));
  }

  @Test
  void givesTheLastRowOfAllLogits() {
    int[] ids = model.text(9, 11);
    for (int length = 1; length <= SLACK; length++) {
      StepRunner.Row row = row(ids, 0, length);

      double[] last = runner().last(SLACK, row)[0];

      assertArrayEquals(runner().all(SLACK, row)[length - 1], last, "length " + length);
      Literal hidden = runner().run(StepShape.Outputs.HIDDEN_STATES, SLACK, row).getFirst();
      assertArrayEquals(StepRunner.vector(hidden, length - 1), last, "length " + length);
    }
  }

  @Test
  void namesResultsAndKeepsTheTypesOfTheState() {
    var shape = new StepShape(2, 3, CAPACITY, SLACK, StepShape.Outputs.HIDDEN_STATES);
    Graph step = FlashTransformer.step(model.config(), shape, Precision.F32);

    assertEquals(
        ImmutableList.of(
            "logits",
            "embed",
            "layer_00",
            "layer_01",
            "layer_02",
            "final_norm",
            "cache.0.keys",
            "cache.0.values",
            "cache.1.keys",
            "cache.1.values",
            "cache.2.keys",
            "cache.2.values"),
        step.resultNames());
    step.parameters().stream()
        .filter(p -> p.role() instanceof Role.State)
        .forEach(
            p -> {
              int result = step.resultNames().indexOf(p.name());
              assertEquals(new Role.State(result), p.role());
              assertEquals(p.tensor(), step.results().get(result).tensor());
            });
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "3, 1", "6, 2", "4, 4"})
  void sharesKeysAmongAnyNumberOfHeads(int heads, int kvHeads) {
    TinyModel other = TinyModel.random(Configs.heads(heads, kvHeads), 12);
    int[] ids = other.text(16, 12);
    StepRunner runner = new StepRunner(other, 1, CAPACITY, SLACK);
    other.requireSteps(runner, ids, 0, 8, SLACK);
    other.requireSteps(runner, ids, 8, 16, 1);
  }

  private StepRunner runner() {
    return new StepRunner(model, 1, CAPACITY, SLACK);
  }

  private static StepRunner.Row row(int[] ids, int from, int to) {
    return new StepRunner.Row(from, Arrays.copyOfRange(ids, from, to));
  }

  private long slots(int slack) {
    var shape = new StepShape(1, 1, CAPACITY, slack, StepShape.Outputs.LAST_LOGITS);
    Graph step = FlashTransformer.step(model.config(), shape, Precision.F32);
    return step.parameters().stream()
        .filter(p -> p.name().equals("cache.0.keys"))
        .findFirst()
        .orElseThrow()
        .tensor()
        .dim(2);
  }
}
