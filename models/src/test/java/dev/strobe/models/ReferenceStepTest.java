package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The step builder in the interpreter against the reference implementation, over configurations,
/// schedules of chunks and paddings drawn by chance.
///
/// In f64, so that what is left apart is a wrong graph and not rounding, which a random model whose
/// norm divides by next to nothing can enlarge to any size in f32.
final class ReferenceStepTest {
  private static final int ROUNDS = Boolean.getBoolean("strobe.nightly") ? 1500 : 40;
  private static final double TOLERANCE = 1e-9;

  @Test
  void givesTheHiddenStatesAndLogitsOfTheReference() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      TinyModel model = exact(random, seed);
      int[] ids = model.text(1 + random.nextInt(14), seed);
      int tokens = ids.length + random.nextInt(3);
      ReferenceTransformer.Result expected = model.referenceResult(ids);

      ImmutableList<Literal> results =
          new StepRunner(model, 1, 24, 16)
              .run(StepShape.Outputs.HIDDEN_STATES, tokens, new StepRunner.Row(0, ids));

      assertEquals(1 + expected.hidden().size(), results.size());
      String what = "seed " + seed + " " + model.config();
      requireClose(expected.logits(), results.getFirst(), what);
      for (int i = 0; i < expected.hidden().size(); i++) {
        requireClose(
            expected.hidden().get(i), results.get(i + 1), "hidden state " + i + " " + what);
      }
    }
  }

  @Test
  void givesTheLogitsOfTheReferenceWhateverTheSchedule() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(1000 + seed);
      TinyModel model = exact(random, seed);
      int slack = 1 + random.nextInt(8);
      int capacity = 40;
      int batch = 1 + random.nextInt(2);
      var runner = new StepRunner(model, batch, capacity, slack).padding(random.nextInt(10));
      Sequence[] sequences = new Sequence[batch];
      for (int row = 0; row < batch; row++) {
        sequences[row] = Sequence.of(model, model.text(capacity, 2 * seed + row));
      }
      String what = "seed " + seed + " slack " + slack + " " + model.config();
      for (int step = 0; step < 14; step++) {
        int tokens = random.nextBoolean() ? 1 : 1 + random.nextInt(slack);
        takeStep(runner, sequences, tokens, random, what);
      }
    }
  }

  private static TinyModel exact(Random random, long seed) {
    return TinyModel.random(Configs.random(random), seed).at(Precision.uniform(ElementType.F64));
  }

  private static void takeStep(
      StepRunner runner, Sequence[] sequences, int tokens, Random random, String what) {
    StepRunner.Row[] rows = new StepRunner.Row[sequences.length];
    for (int row = 0; row < rows.length; row++) {
      Sequence sequence = sequences[row];
      if (sequence.end + tokens > sequence.ids.length) {
        sequence.end = 0;
      }
      int length = 1 + random.nextInt(tokens);
      rows[row] =
          new StepRunner.Row(
              sequence.end, Arrays.copyOfRange(sequence.ids, sequence.end, sequence.end + length));
      sequence.end += length;
    }
    double[][] actual = runner.last(tokens, rows);
    for (int row = 0; row < rows.length; row++) {
      int position = sequences[row].end - 1;
      Logits.requireClose(
          sequences[row].expected[position],
          actual[row],
          TOLERANCE,
          "row " + row + " position " + position + " of a step of " + tokens + " " + what);
    }
  }

  /// A text, what the reference says after each of its tokens, and how far it has been read.
  private static final class Sequence {
    private final int[] ids;
    private final double[][] expected;
    private int end;

    private Sequence(int[] ids, double[][] expected) {
      this.ids = ids;
      this.expected = expected;
    }

    static Sequence of(TinyModel model, int[] ids) {
      return new Sequence(ids, model.reference(ids));
    }
  }

  private static void requireClose(double[][] expected, Literal actual, String what) {
    for (int p = 0; p < expected.length; p++) {
      Logits.requireClose(
          expected[p], StepRunner.vector(actual, p), TOLERANCE, "position " + p + " " + what);
    }
  }
}
