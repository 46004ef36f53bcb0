package dev.strobe.fusion.memory;

import dev.strobe.fusion.memory.BestFit.Gap;
import dev.strobe.fusion.memory.CapacitySearch.Answer;
import java.util.function.BooleanSupplier;

/// Plans one component: orders of best fit, then a search, until it is as low as asked for.
final class ComponentPlanner {
  /// Above this many buffers only the times that are too full are searched.
  private static final int MAX_WHOLE = 1_500;

  private static final int FIRST_ROUNDS = 64;

  private final Component component;
  private final BooleanSupplier stop;
  private long lowerBound;
  private long[] offsets;
  private long height;
  private boolean isLowestWanted;

  ComponentPlanner(Component component, BooleanSupplier stop) {
    this.component = component;
    this.stop = stop;
    this.lowerBound = component.lowerBound();
    this.offsets = BestFit.place(component, BufferOrder.AREA.of(component), Gap.SMALLEST);
    this.height = component.height(offsets);
  }

  Component component() {
    return component;
  }

  long[] offsets() {
    return offsets;
  }

  long height() {
    return height;
  }

  long lowerBound() {
    return lowerBound;
  }

  /// Tries other orders of best fit until one is no higher than a target.
  void tryOrders(long target) {
    for (BufferOrder order : BufferOrder.values()) {
      for (Gap gap : Gap.values()) {
        if (height <= target || stop.getAsBoolean()) {
          return;
        }
        keep(BestFit.place(component, order.of(component), gap));
      }
    }
  }

  /// Searches until the height is within a target. If it is known to have to be above the target,
  /// the search ends, or goes on for the lowest height.
  void search(long target, boolean isLowestWanted) {
    this.isLowestWanted = isLowestWanted;
    if (isDone(target)) {
      return;
    }
    CapacitySearch search =
        component.count() <= MAX_WHOLE ? new SearchLanes(component) : new CoreSearch(component);
    int rounds = FIRST_ROUNDS;
    while (!isDone(target) && !stop.getAsBoolean()) {
      ask(search, Math.max(target, lowerBound), rounds);
      approach(search, target, rounds);
      rounds *= 2;
    }
  }

  /// Halves what lies between a target that is hard to meet and the best plan, so that a plan that
  /// is nearly as low is there if time runs out.
  private void approach(CapacitySearch search, long target, int rounds) {
    long reachable = Math.max(target, lowerBound);
    while (!isDone(target) && !stop.getAsBoolean()) {
      long middle = reachable + (height - reachable) / 2;
      if (middle <= reachable || height - reachable < reachable / (8L * rounds)) {
        return;
      }
      if (!ask(search, middle, Math.max(1, rounds / 4))) {
        reachable = middle;
      }
    }
  }

  private boolean ask(CapacitySearch search, long capacity, int rounds) {
    Answer answer = search.ask(capacity, rounds, stop);
    switch (answer.outcome()) {
      case FOUND -> keep(answer.offsets());
      case IMPOSSIBLE -> lowerBound = component.nextHeight(capacity);
      case GIVEN_UP -> {}
    }
    return height <= capacity;
  }

  private boolean isDone(long target) {
    return height <= Math.max(target, lowerBound) || lowerBound > target && !isLowestWanted;
  }

  private void keep(long[] candidate) {
    long reached = component.height(candidate);
    if (reached < height) {
      height = reached;
      offsets = candidate;
    }
  }
}
