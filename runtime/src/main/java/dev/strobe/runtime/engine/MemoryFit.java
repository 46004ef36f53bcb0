package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.LayerKind;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.runtime.device.InsufficientMemoryException;
import java.util.OptionalLong;
import java.util.function.Function;

/// Whether a model fits into so many bytes, from its configuration alone.
///
/// @param need of the steps that were asked about
/// @param memory bytes that there are
/// @param tokens of cache that fit at most with the batch and chunk that were asked about, zero if
///   none do
/// @param sequences of the length that was asked about that fit beside each other, each with caches
///   of its own and one computed at a time
/// @param changes that make the need smaller, with what is needed then
public record MemoryFit(
    StepMemory need, long memory, int tokens, long sequences, ImmutableList<Change> changes) {

  /// What is asked.
  ///
  /// @param positions of each sequence
  /// @param batch rows of a step
  /// @param chunk most tokens of a prefill step
  public record Question(int positions, int batch, int chunk) {}

  /// Something that could be done, and what would be needed.
  ///
  /// @param changesAnswers whether the model would compute something else
  public record Change(String what, long total, boolean changesAnswers) {}

  public boolean fits() {
    return need.total() <= memory;
  }

  /// Answers from forecasts of the programs that the runtime would compile.
  public static MemoryFit of(StepGraphs graphs, Question question, long memory) {
    StepMemory need = need(graphs, question);
    long own = need.caches() / question.batch();
    return new MemoryFit(
        need,
        memory,
        tokens(graphs, question, memory),
        memory < need.total() ? fewer(need, memory, own) : more(need, question, memory, own),
        changes(graphs, question, need));
  }

  /// Requires that a text of so many positions can be computed, if need be a token at a time.
  ///
  /// @throws InsufficientMemoryException with the numbers
  public static void require(StepGraphs graphs, int positions, long memory) {
    MemoryBudget budget = new MemoryBudget(graphs, OptionalLong.of(memory));
    CapacityLadder ladder = budget.ladder();
    int within = Math.min(positions, graphs.config().contextLength());
    budget.at(ladder, ladder.capacity(within), Outputs.LAST_LOGITS);
  }

  private static long more(StepMemory need, Question question, long memory, long own) {
    return question.batch() + (memory - need.total()) / Math.max(1, own);
  }

  private static long fewer(StepMemory need, long memory, long own) {
    long rest = memory - (need.total() - need.caches());
    return Math.max(0, rest / Math.max(1, own));
  }

  /// The more demanding of a prefill step and a decode step.
  private static StepMemory need(StepGraphs graphs, Question question) {
    return need(question, graphs, shape -> StepPlan.natural(graphs, shape));
  }

  private static StepMemory need(
      Question question, StepGraphs graphs, Function<StepShape, StepPlan> plan) {
    CapacityLadder ladder = CapacityLadder.of(graphs.config().contextLength());
    int capacity = ladder.capacity(question.positions());
    int chunk = Math.min(question.chunk(), capacity);
    StepShape one = new StepShape(question.batch(), 1, capacity, chunk, Outputs.LAST_LOGITS);
    StepShape many = new StepShape(question.batch(), chunk, capacity, chunk, Outputs.LAST_LOGITS);
    StepMemory decode = plan.apply(one).memory();
    StepMemory prefill = plan.apply(many).memory();
    return prefill.total() > decode.total() ? prefill : decode;
  }

  private static int tokens(StepGraphs graphs, Question question, long memory) {
    CapacityLadder ladder = CapacityLadder.of(graphs.config().contextLength());
    int best = 0;
    for (int capacity = ladder.capacity(1); ; capacity = ladder.capacity(capacity + 1)) {
      Question at = new Question(capacity, question.batch(), question.chunk());
      if (need(graphs, at).total() > memory) {
        return best;
      }
      best = capacity;
      if (capacity == graphs.config().contextLength()) {
        return best;
      }
    }
  }

  private static ImmutableList<Change> changes(StepGraphs graphs, Question q, StepMemory need) {
    ImmutableList.Builder<Change> changes = ImmutableList.builder();
    StepMemory least = need(q, graphs, shape -> StepPlan.lowered(graphs, shape, 0));
    changes.add(new Change("attention in chunks", least.total(), false));
    for (int chunk : CapacityLadder.of(graphs.config().contextLength()).widths().reverse()) {
      if (chunk < q.chunk()) {
        Question other = new Question(q.positions(), q.batch(), chunk);
        changes.add(change("chunks of %d tokens".formatted(chunk), graphs, other));
      }
    }
    if (q.batch() > 1) {
      Question other = new Question(q.positions(), q.batch() / 2, q.chunk());
      changes.add(change("a batch of %d".formatted(q.batch() / 2), graphs, other));
    }
    if (q.positions() > 1) {
      Question other = new Question(Math.ceilDiv(q.positions(), 2), q.batch(), q.chunk());
      changes.add(change("a context of %d tokens".formatted(other.positions()), graphs, other));
    }
    changes.add(new Change("keys and values in bf16", need.total() - need.caches() / 2, true));
    int window = Math.max(1, q.positions() / 4);
    if (graphs.config().layers().contains(LayerKind.GLOBAL)) {
      long total = need(windowed(graphs, window), q).total();
      changes.add(new Change("a window of %d in every layer".formatted(window), total, true));
    }
    return changes.build().stream()
        .filter(change -> change.total() < need.total())
        .collect(ImmutableList.toImmutableList());
  }

  private static Change change(String what, StepGraphs graphs, Question question) {
    return new Change(what, need(graphs, question).total(), false);
  }

  private static StepGraphs windowed(StepGraphs graphs, int window) {
    FlashConfig config = graphs.config();
    FlashConfig.Attention a = config.attention();
    FlashConfig narrow =
        new FlashConfig(
            config.family(),
            config.vocabularySize(),
            config.modelSize(),
            config.feedForwardSize(),
            config.contextLength(),
            config.layers().stream()
                .map(_ -> LayerKind.LOCAL)
                .collect(ImmutableList.toImmutableList()),
            new FlashConfig.Attention(
                a.heads(),
                a.kvHeads(),
                a.headSize(),
                a.scale(),
                a.window() == 0 ? window : Math.min(window, a.window()),
                a.globalRotary(),
                a.globalRotary(),
                a.queryKeyNorm(),
                a.inputBias(),
                a.outputBias(),
                a.scoreSoftcap()),
            config.norm(),
            config.activation(),
            config.feedForwardBias(),
            config.embeddingScale(),
            config.tiedHead(),
            config.logitSoftcap());
    return graphs.withConfig(narrow);
  }
}
