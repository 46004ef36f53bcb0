package dev.strobe.runtime.engine;

import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.runtime.device.InsufficientMemoryException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the steps of a model within so many bytes: weights, caches, temporaries and results.
///
/// A step that needs too much is compiled with passes that lower its peak. If that is not enough,
/// the longest steps are given up first, since a prompt can be taken in shorter ones. Where nothing
/// is given, everything fits.
final class MemoryBudget {
  private final StepGraphs graphs;
  private final OptionalLong limit;
  private final Map<StepShape, StepPlan> plans = new ConcurrentHashMap<>();

  MemoryBudget(StepGraphs graphs, OptionalLong limit) {
    this.graphs = graphs;
    this.limit = limit;
  }

  /// What a step's temporaries are to stay within, where its peak has to be lowered.
  OptionalLong tempBytes(StepShape shape) {
    return limit.isPresent() ? plan(shape).tempBytes() : OptionalLong.empty();
  }

  /// The ladder without the widths that fit no cache.
  ///
  /// @throws InsufficientMemoryException if not even one token at a time fits
  CapacityLadder ladder() {
    CapacityLadder all = CapacityLadder.of(graphs.config().contextLength());
    for (int count = all.widths().size(); limit.isPresent() && count > 0; count--) {
      CapacityLadder some = all.withWidths(count);
      int capacity = Math.max(all.capacity(1), some.widest());
      if (fits(new StepShape(1, some.widest(), capacity, some.widest(), Outputs.LAST_LOGITS))) {
        return some;
      }
    }
    if (limit.isPresent()) {
      CapacityLadder least = all.withWidths(1);
      throw tooLittle(new StepShape(1, 1, all.capacity(1), least.widest(), Outputs.LAST_LOGITS));
    }
    return all;
  }

  /// The ladder for caches of one capacity.
  ///
  /// @throws InsufficientMemoryException if not even one token at a time fits
  CapacityLadder at(CapacityLadder ladder, int capacity, Outputs outputs) {
    if (limit.isEmpty()) {
      return ladder;
    }
    for (int count = ladder.widths().size(); count > 0; count--) {
      CapacityLadder some = ladder.withWidths(count);
      if (some.widest() <= capacity && fits(shape(ladder, some.widest(), capacity, outputs))) {
        return some;
      }
    }
    throw tooLittle(shape(ladder, 1, capacity, outputs));
  }

  /// Requires that caches of one capacity can be copied into larger ones.
  ///
  /// @throws InsufficientMemoryException if both do not fit at once
  void requireGrowth(CapacityLadder ladder, int from, int to) {
    if (limit.isPresent() && from > 0 && from < to) {
      StepMemory before = memory(shape(ladder, 1, from, Outputs.LAST_LOGITS));
      StepMemory after = memory(shape(ladder, 1, to, Outputs.LAST_LOGITS));
      if (after.weights() + before.caches() + after.caches() > limit.getAsLong()) {
        throw tooLittle(shape(ladder, 1, to, Outputs.LAST_LOGITS));
      }
    }
  }

  private static StepShape shape(CapacityLadder ladder, int tokens, int capacity, Outputs outputs) {
    return new StepShape(1, tokens, capacity, ladder.widest(), outputs);
  }

  private boolean fits(StepShape shape) {
    return memory(shape).total() <= limit.orElse(Long.MAX_VALUE);
  }

  private StepMemory memory(StepShape shape) {
    return plan(shape).memory();
  }

  private StepPlan plan(StepShape shape) {
    return plans.computeIfAbsent(shape, this::planned);
  }

  private StepPlan planned(StepShape shape) {
    StepPlan natural = StepPlan.natural(graphs, shape);
    StepMemory needed = natural.memory();
    long left = limit.orElse(Long.MAX_VALUE) - (needed.total() - needed.temporaries());
    return left <= 0 || needed.temporaries() <= left
        ? natural
        : StepPlan.lowered(graphs, shape, left);
  }

  private InsufficientMemoryException tooLittle(StepShape shape) {
    StepMemory needed = memory(shape);
    return new InsufficientMemoryException(
        "model requires %d MB of memory for %d positions (weights %d, caches %d, temporaries %d), got a budget of %d MB; see strobe fit"
            .formatted(
                megabytes(needed.total()),
                shape.capacity(),
                megabytes(needed.weights()),
                megabytes(needed.caches()),
                megabytes(needed.temporaries()),
                limit.orElse(0) / 1_000_000));
  }

  /// As errors have it, rounded up.
  static long megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1_000_000);
  }
}
