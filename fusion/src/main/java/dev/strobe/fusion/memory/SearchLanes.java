package dev.strobe.fusion.memory;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.memory.SectionChoice.Preference;
import dev.strobe.fusion.memory.SectionSearch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// Several searches of one component side by side, each starting afresh with another order whenever
/// it has tried enough.
///
/// A search that went wrong early hardly ever mends it, while another order often leads straight to
/// a plan; so all begin with short tries. Those that go first where it failed of late keep to the
/// order of their deepest try for the rest; the others shuffle. What a lane learns (sections that
/// fail, parts that cannot be placed) it keeps. Lanes wait for each other after every try and the
/// first of them wins, so that the same question has the same answer on any machine, if there is
/// time.
final class SearchLanes implements CapacitySearch {
  private static final ImmutableList<Preference> PREFERENCES =
      ImmutableList.of(Preference.FEWEST, Preference.FAILED, Preference.LOWEST, Preference.FAILED);
  private static final long NODES_PER_BUFFER = 2;

  private final Component component;
  private final int[][] neighbours;
  private final List<Lane> lanes = new ArrayList<>();
  private volatile int decided;
  private boolean hasBegun;

  SearchLanes(Component component) {
    this.component = component;
    this.neighbours = component.neighbours();
    for (int i = 0; i < PREFERENCES.size(); i++) {
      lanes.add(new Lane(i));
    }
  }

  @Override
  public Answer ask(long capacity, int rounds, BooleanSupplier stop) {
    for (int round = 0; round < rounds && !stop.getAsBoolean(); round++) {
      decided = lanes.size();
      // Easy ones need no more than one try of the first lane.
      List<Lane> running = hasBegun ? lanes : lanes.subList(0, 1);
      hasBegun = true;
      Outcome[] outcomes =
          running.stream()
              .parallel()
              .map(lane -> lane.attempt(capacity, stop))
              .toArray(Outcome[]::new);
      if (decided < lanes.size()) {
        long[] offsets = lanes.get(decided).search.offsets();
        forgetAfter(decided);
        return new Answer(outcomes[decided], offsets);
      }
    }
    return new Answer(Outcome.GIVEN_UP, new long[0]);
  }

  /// What a lane has learned that was stopped early depends on when it was.
  private void forgetAfter(int lane) {
    for (int i = lane + 1; i < lanes.size(); i++) {
      lanes.set(i, new Lane(i));
    }
  }

  private synchronized void decide(int lane) {
    decided = Math.min(decided, lane);
  }

  /// One search and the orders that it goes through.
  private final class Lane {
    private final int number;
    private final Preference preference;
    private final SectionSearch search;
    private final Random random;
    private int attempts;

    Lane(int number) {
      this.number = number;
      this.preference = PREFERENCES.get(number);
      this.search = new SectionSearch(component, neighbours, preference);
      this.random = new Random(number);
    }

    Outcome attempt(long capacity, BooleanSupplier stop) {
      int[] order = order();
      attempts++;
      long nodes = NODES_PER_BUFFER * component.count() * luby(attempts);
      Outcome outcome =
          search.run(order, capacity, nodes, () -> decided < number || stop.getAsBoolean());
      if (outcome != Outcome.GIVEN_UP) {
        decide(number);
      }
      return outcome;
    }

    private int[] order() {
      BufferOrder[] orders = BufferOrder.values();
      BufferOrder order = orders[(attempts + number) % orders.length];
      if (attempts == 0) {
        return order.of(component);
      }
      return switch (preference) {
        case FAILED -> search.deepestOrder();
        case FEWEST, LOWEST -> order.shuffled(component, random);
      };
    }
  }

  /// The series 1, 1, 2, 1, 1, 2, 4, ... of Luby, Sinclair and Zuckerman (1993): no other way to
  /// choose lengths of tries without knowing what they meet is better by much.
  private static int luby(int attempt) {
    int at = attempt;
    while (Integer.bitCount(at + 1) != 1) {
      at -= Integer.highestOneBit(at) - 1;
    }
    return (at + 1) / 2;
  }
}
