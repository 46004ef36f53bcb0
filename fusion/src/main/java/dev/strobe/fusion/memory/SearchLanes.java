package dev.strobe.fusion.memory;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.memory.SectionSearch.Outcome;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Several searches of one component side by side, each starting afresh with another order whenever
/// it has tried enough.
///
/// A search that went wrong early hardly ever mends it, while another order often leads straight to
/// a plan; so all begin with short tries. What a lane learns (sections that fail, parts that cannot
/// be placed) it keeps. Lanes wait for each other after every try and the first of them wins, so
/// that the same question has the same answer on any machine, if there is time.
final class SearchLanes implements CapacitySearch {
  private static final int LANES = 4;
  private static final long NODES_PER_BUFFER = 2;

  private final Component component;
  private final List<Lane> lanes;
  private volatile int decided;

  SearchLanes(Component component) {
    this.component = component;
    int[][] neighbours = component.neighbours();
    this.lanes =
        IntStream.range(0, LANES)
            .mapToObj(i -> new Lane(i, new SectionSearch(component, neighbours, i % 2 == 1)))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public Answer ask(long capacity, int rounds, BooleanSupplier stop) {
    for (int round = 0; round < rounds && !stop.getAsBoolean(); round++) {
      decided = LANES;
      Outcome[] outcomes =
          lanes.stream()
              .parallel()
              .map(lane -> lane.attempt(capacity, stop))
              .toArray(Outcome[]::new);
      for (Lane lane : lanes) {
        switch (outcomes[lane.number]) {
          case FOUND -> {
            return new Answer(Outcome.FOUND, lane.search.offsets());
          }
          case IMPOSSIBLE -> {
            return new Answer(Outcome.IMPOSSIBLE, new long[0]);
          }
          case GIVEN_UP -> {}
        }
      }
    }
    return new Answer(Outcome.GIVEN_UP, new long[0]);
  }

  private synchronized void decide(int lane) {
    decided = Math.min(decided, lane);
  }

  /// One search and the orders that it goes through.
  private final class Lane {
    private final int number;
    private final SectionSearch search;
    private final Random random;
    private int attempts;

    Lane(int number, SectionSearch search) {
      this.number = number;
      this.search = search;
      this.random = new Random(number);
    }

    Outcome attempt(long capacity, BooleanSupplier stop) {
      BufferOrder[] orders = BufferOrder.values();
      BufferOrder order = orders[(attempts + number) % orders.length];
      attempts++;
      long nodes = NODES_PER_BUFFER * component.count() * luby(attempts);
      int[] sequence = attempts == 1 ? order.of(component) : order.shuffled(component, random);
      Outcome outcome =
          search.run(sequence, capacity, nodes, () -> decided < number || stop.getAsBoolean());
      if (outcome != Outcome.GIVEN_UP) {
        decide(number);
      }
      return outcome;
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
