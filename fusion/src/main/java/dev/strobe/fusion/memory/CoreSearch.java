package dev.strobe.fusion.memory;

import dev.strobe.fusion.memory.SectionSearch.Outcome;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Searches only the times at which best fits are too high, and fits the rest around what it finds.
///
/// What lives at such a time is the core; while fitting the rest around it is too high elsewhere,
/// the core grows.
final class CoreSearch implements CapacitySearch {
  private static final int MAX_BUFFERS = 1_500;
  private static final int MAX_GROWTHS = 24;

  /// Of a buffer that lives longer only the fullest section is taken in.
  private static final int SHORT = 64;

  private final Component component;
  private final long[] load;
  private final int[] order;

  CoreSearch(Component component) {
    this.component = component;
    this.load = component.load();
    this.order = BufferOrder.LOAD_THEN_LIFETIME.of(component);
  }

  @Override
  public Answer ask(long capacity, int rounds, BooleanSupplier stop) {
    boolean[] isHot = new boolean[component.sections()];
    long[] offsets = BestFit.place(component, order, BestFit.Gap.LOWEST);
    for (int i = 0; i < MAX_GROWTHS && !stop.getAsBoolean(); i++) {
      if (component.height(offsets) <= capacity) {
        return new Answer(Outcome.FOUND, offsets);
      }
      heat(isHot, offsets, component.latest(capacity));
      int[] core = living(isHot);
      if (core.length > MAX_BUFFERS) {
        break;
      }
      Answer answer = new SearchLanes(component.part(core)).ask(capacity, rounds, stop);
      if (answer.outcome() != Outcome.FOUND) {
        return answer;
      }
      offsets = BestFit.placeAround(component, core, answer.offsets(), order);
    }
    return new Answer(Outcome.GIVEN_UP, new long[0]);
  }

  private void heat(boolean[] isHot, long[] offsets, long[] latest) {
    for (int i = 0; i < offsets.length; i++) {
      int from = component.from()[i];
      int to = component.to()[i];
      if (offsets[i] > latest[i] && to - from <= SHORT) {
        Arrays.fill(isHot, from, to, true);
      } else if (offsets[i] > latest[i]) {
        int fullest = from;
        for (int s = from; s < to; s++) {
          fullest = load[s] > load[fullest] ? s : fullest;
        }
        isHot[fullest] = true;
      }
    }
  }

  private int[] living(boolean[] isHot) {
    int[] before = new int[isHot.length + 1];
    for (int s = 0; s < isHot.length; s++) {
      before[s + 1] = before[s] + (isHot[s] ? 1 : 0);
    }
    return IntStream.range(0, component.count())
        .filter(i -> before[component.to()[i]] > before[component.from()[i]])
        .toArray();
  }
}
