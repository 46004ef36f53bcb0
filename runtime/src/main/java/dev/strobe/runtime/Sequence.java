package dev.strobe.runtime;

import com.google.common.primitives.ImmutableIntArray;
import dev.strobe.models.LayerKind;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.runtime.engine.CapacityLadder;
import dev.strobe.runtime.engine.KvState;
import dev.strobe.runtime.engine.LoadedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One text on its way through a model: the token ids computed so far and their keys and values on
/// the device.
///
/// Not thread-safe; several sequences of one model may be used by several threads. A step that
/// fails takes the state with it: the sequence then refuses everything but [#close].
public final class Sequence implements AutoCloseable {
  private final LoadedModel model;
  private final KvState state;
  private final int expected;
  private int[] ids = new int[0];

  /// One past the furthest position that any step wrote since the text began, padding included.
  private int written;

  private boolean closed;

  /// @param expected positions that the caller expects to need; caches start that large, or grow to
  ///   it, at no more cost than a smaller one that had to grow later
  Sequence(LoadedModel model, int expected) {
    this.model = model;
    this.state = new KvState(model, 1);
    this.expected = Math.min(expected, model.config().contextLength());
  }

  /// Ids whose keys and values are on the device.
  public ImmutableIntArray ids() {
    return ImmutableIntArray.copyOf(ids);
  }

  public int length() {
    return ids.length;
  }

  /// Positions that fit without growing.
  public int capacity() {
    return state.capacity();
  }

  /// What a step returned: logits of its rows, and hidden states where they were asked for.
  ///
  /// @param logits `[rows, vocabulary]`, row-major, or the log-probability of each row's target
  /// @param hidden by output in the graph's order, each `[rows, model]`
  record Rows(float[] logits, List<float[]> hidden) {}

  /// Takes the rows of one step after another.
  interface RowConsumer {
    /// @param first position of the first row
    void accept(int first, int rows, Rows values);
  }

  /// Computes more tokens and returns the logits `[vocabulary]` that follow the last one.
  ///
  /// @throws InvalidRequestException if there are none, if an id is outside the vocabulary, or if
  ///   they don't fit into the model's context; the sequence is then as before
  public float[] append(int... newIds) {
    float[][] last = new float[1][];
    append(newIds, Outputs.LAST_LOGITS, (_, _, values) -> last[0] = values.logits());
    return last[0];
  }

  /// Computes more tokens and returns the natural logarithm of the probability that each is
  /// followed by its target.
  float[] logProbabilities(int[] newIds, int... targets) {
    float[] all = new float[newIds.length];
    int before = ids.length;
    append(
        newIds,
        Optional.of(targets),
        Outputs.LOG_PROBABILITIES,
        (first, rows, values) -> System.arraycopy(values.logits(), 0, all, first - before, rows));
    return all;
  }

  /// Computes more tokens, handing every step's rows to `consumer`.
  void append(int[] newIds, Outputs outputs, RowConsumer consumer) {
    append(newIds, Optional.empty(), outputs, consumer);
  }

  private void append(
      int[] newIds, Optional<int[]> targets, Outputs outputs, RowConsumer consumer) {
    requireUsable();
    requireIds(newIds);
    CapacityLadder ladder = model.ladder();
    int total = ids.length + newIds.length;
    int capacity = Math.max(state.capacity(), ladder.capacity(Math.max(total, expected)));
    model.requireGrowth(state.capacity(), capacity);
    for (int done = 0; done < newIds.length; ) {
      int width = model.width(ids.length, newIds.length - done, capacity, outputs);
      int count = Math.min(width, newIds.length - done);
      int[] part = Arrays.copyOfRange(newIds, done, done + count);
      int from = done;
      Optional<int[]> wanted = targets.map(all -> Arrays.copyOfRange(all, from, from + width));
      KvState.Inputs inputs =
          new KvState.Inputs(
              Arrays.copyOf(part, width), new int[] {ids.length}, new int[] {count}, wanted);
      Rows rows = step(inputs, capacity, outputs);
      consumer.accept(ids.length, count, rows);
      int before = ids.length;
      ids = Arrays.copyOf(ids, before + count);
      System.arraycopy(part, 0, ids, before, count);
      done += count;
    }
  }

  /// Forgets all but the first `length` tokens.
  ///
  /// Where local layers have overwritten keys that would be needed again, everything is forgotten:
  /// [#length] then says so, and the caller appends the text anew.
  public void truncate(int length) {
    requireUsable();
    if (length < 0 || length > ids.length) {
      throw new InvalidRequestException(
          "truncate requires a length of at most " + ids.length + ", got " + length);
    }
    boolean ringed = model.config().layers().contains(LayerKind.LOCAL);
    // Padding counts too: a padded row has taken the ring slot of a key `window + slack` older.
    boolean kept = !ringed || length >= written - 1 - model.ladder().widest();
    ids = Arrays.copyOf(ids, kept ? length : 0);
    written = ids.length == 0 ? 0 : written;
  }

  /// Truncates to the longest common prefix with `wanted`, leaving at least its last token to be
  /// computed, and returns how many of its ids are already there.
  public int keepPrefix(int... wanted) {
    int mismatch = Arrays.mismatch(ids, wanted);
    int common = mismatch < 0 ? ids.length : mismatch;
    truncate(Math.max(0, Math.min(common, wanted.length - 1)));
    return ids.length;
  }

  private Rows step(KvState.Inputs inputs, int capacity, Outputs outputs) {
    written = Math.max(written, ids.length + inputs.tokens().length);
    return model.onEngine(
        () -> {
          List<DeviceTensor> results = state.step(inputs, capacity, outputs);
          try {
            return read(results, inputs.length()[0], outputs);
          } finally {
            results.forEach(DeviceTensor::close);
          }
        });
  }

  private static Rows read(List<DeviceTensor> results, int rows, Outputs outputs) {
    float[] logits = results.getFirst().toF32();
    if (outputs == Outputs.LAST_LOGITS || outputs == Outputs.LOG_PROBABILITIES) {
      return new Rows(logits, List.of());
    }
    List<float[]> hidden = new ArrayList<>();
    for (DeviceTensor result : results.subList(1, results.size())) {
      hidden.add(firstRows(result.toF32(), result, rows));
    }
    return new Rows(firstRows(logits, results.getFirst(), rows), hidden);
  }

  private static float[] firstRows(float[] values, DeviceTensor tensor, int rows) {
    return Arrays.copyOf(values, rows * (int) tensor.type().dim(2));
  }

  private void requireUsable() {
    if (closed) {
      throw new IllegalStateException("sequence requires to be open, got a closed one");
    }
    if (state.isLost()) {
      throw new IllegalStateException(
          "sequence requires a new start, got one whose earlier step failed");
    }
  }

  private void requireIds(int[] newIds) {
    int context = model.config().contextLength();
    if (newIds.length == 0) {
      throw new InvalidRequestException("prompt requires at least one token, got none");
    }
    if (ids.length + newIds.length > context) {
      throw new InvalidRequestException(
          "prompt requires at most %d tokens (the model's context), got %d"
              .formatted(context, ids.length + newIds.length));
    }
    for (int id : newIds) {
      if (id < 0 || id >= model.config().vocabularySize()) {
        throw new InvalidRequestException(
            "token ids require values from 0 to %d, got %d"
                .formatted(model.config().vocabularySize() - 1, id));
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      model.onEngine(
          () -> {
            state.close();
            return true;
          });
    }
  }
}
