package dev.strobe.fusion.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds an offset for every buffer, so that buffers that live at the same time do not overlap.
///
/// Where nothing lives from one instant to the next the buffers fall into components, which are
/// planned on their own. Each gets best fits by several orders, and a search if those are not low
/// enough. Given the time, the same buffers and goal have the same plan on every machine.
public final class ArenaPlanner {
  /// What all sizes, rounded up to the alignment, may sum to.
  private static final long MAX_SUM = 1L << 62;

  private final ArenaGoal goal;
  private volatile long height = Long.MAX_VALUE;

  public ArenaPlanner(ArenaGoal goal) {
    this.goal = goal;
  }

  /// What the planner is doing, for a person who waits; may be asked from any thread.
  public String activity() {
    return height == Long.MAX_VALUE ? "planning" : "planning, %,d bytes so far".formatted(height);
  }

  /// Plans.
  ///
  /// @throws InvalidBufferException if an id is there twice, or the sizes have no sum
  public ArenaPlan plan(List<Buffer> buffers) {
    long began = System.nanoTime();
    check(buffers);
    long end = began + Math.min(goal.timeLimit().toNanos(), Long.MAX_VALUE / 4);
    List<ComponentPlanner> planners =
        Components.of(buffers, goal.alignment()).stream()
            .map(component -> new ComponentPlanner(component, () -> System.nanoTime() - end > 0))
            .collect(ImmutableList.toImmutableList());
    lower(planners);
    long[] offsets = new long[buffers.size()];
    for (ComponentPlanner planner : planners) {
      Component component = planner.component();
      for (int i = 0; i < component.count(); i++) {
        offsets[component.index()[i]] = planner.offsets()[i] * component.unit();
      }
    }
    return new ArenaPlan(
        ImmutableLongArray.copyOf(offsets),
        highest(planners),
        lowerBound(planners),
        Duration.ofNanos(System.nanoTime() - began));
  }

  /// Makes the highest component lower first, since no other needs to be lower than it ends up.
  private void lower(List<ComponentPlanner> planners) {
    boolean isLowestWanted = goal.capacity().isEmpty() && goal.tolerance() == 0;
    for (ComponentPlanner planner : planners) {
      planner.tryOrders(goal.target(lowerBound(planners)));
    }
    height = highest(planners);
    long target = goal.target(lowerBound(planners));
    if (lowerBound(planners) > target) {
      return;
    }
    List<ComponentPlanner> byHeight =
        planners.stream()
            .sorted(Comparator.comparingLong(ComponentPlanner::height).reversed())
            .collect(ImmutableList.toImmutableList());
    for (ComponentPlanner planner : byHeight) {
      planner.search(target, isLowestWanted);
      height = highest(planners);
      target = isLowestWanted ? Math.max(target, planner.height()) : target;
    }
  }

  private void check(List<Buffer> buffers) {
    Set<String> ids = new HashSet<>();
    long sum = 0;
    for (Buffer buffer : buffers) {
      if (!ids.add(buffer.id())) {
        throw new InvalidBufferException(
            "plan requires buffers of different ids, got %s twice".formatted(buffer.id()));
      }
      if (buffer.size() <= MAX_SUM) {
        sum += Math.ceilDiv(buffer.size(), goal.alignment()) * goal.alignment();
      }
      if (buffer.size() > MAX_SUM || sum > MAX_SUM) {
        throw new InvalidBufferException(
            "plan requires sizes that sum to at most %d, got more".formatted(MAX_SUM));
      }
    }
  }

  private static long highest(List<ComponentPlanner> planners) {
    return planners.stream().mapToLong(ComponentPlanner::height).max().orElse(0);
  }

  private static long lowerBound(List<ComponentPlanner> planners) {
    return planners.stream().mapToLong(ComponentPlanner::lowerBound).max().orElse(0);
  }
}
