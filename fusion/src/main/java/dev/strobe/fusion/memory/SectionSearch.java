package dev.strobe.fusion.memory;

import dev.strobe.fusion.memory.SearchFrame.Agenda;
import dev.strobe.fusion.memory.SectionChoice.Preference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks for offsets within a capacity, by trying everything if need be.
///
/// It looks only at plans in which nothing can sink (if there is a plan, there is such a one), and
/// builds them from below. At each level it takes the section in which the fewest buffers may come
/// next and tries each of them; then it tries that none of them lies there at that height. What is
/// left is given up as soon as some section cannot hold it any more ([SectionBound]) or it has
/// failed before ([FailedParts]). Parts of time that no buffer links any more are done one by one,
/// so that a failure in one does not repeat the work on another. The levels are a list, not calls.
///
/// The bound by section and the restriction to such plans are those of Moffitt, MiniMalloc (ASPLOS
/// 2023), which places the lowest of all sections first instead.
final class SectionSearch {
  /// How a search ended.
  enum Outcome {
    FOUND,
    IMPOSSIBLE,
    GIVEN_UP
  }

  private static final int NODES_BETWEEN_LOOKS = 256;

  private final Component component;
  private final SearchState state;
  private final SectionBound bound;
  private final SectionChoice choice;
  private final FailedParts failed = new FailedParts();
  private final List<SearchFrame> frames = new ArrayList<>();
  private final SearchPart left = new SearchPart();
  private final RaisedBuffers raised;
  private int top;
  private int[] rank = {};
  private long capacity = Long.MAX_VALUE;
  private long units;
  private int most;
  private final long[] deepest;

  SectionSearch(Component component, int[][] neighbours, Preference preference) {
    this.component = component;
    state = new SearchState(component, neighbours);
    bound = new SectionBound(state);
    choice = new SectionChoice(state, bound, preference);
    deepest = new long[component.count()];
    raised = new RaisedBuffers(component.count());
  }

  /// In units, after a search that found them.
  long[] offsets() {
    return state.lowest.clone();
  }

  /// The buffers by how low they lay when most of them were placed.
  int[] deepestOrder() {
    return IntStream.range(0, deepest.length)
        .boxed()
        .sorted(Comparator.comparingLong(i -> deepest[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /// Searches until it knows, has tried `nodes` placements, or is told to stop.
  ///
  /// @param order which of several buffers is tried first
  /// @param within the capacity in bytes
  Outcome run(int[] order, long within, long nodes, BooleanSupplier stop) {
    start(order, within);
    if (!bound.holds(left, units)) {
      return Outcome.IMPOSSIBLE;
    }
    push(left, -1, null);
    long node = 0;
    while (true) {
      SearchFrame frame = frames.get(top);
      state.undo(frame);
      if (!tryNext(frame)) {
        failed.add(frame);
        if (frame.parent < 0) {
          return Outcome.IMPOSSIBLE;
        }
        backTo(frame.parent);
        continue;
      }
      node++;
      if (node > nodes || node % NODES_BETWEEN_LOOKS == 0 && stop.getAsBoolean()) {
        return Outcome.GIVEN_UP;
      }
      keepDeepest();
      raised.sortInto(left, frame, state.lowest, rank);
      if ((left.count == 0 || bound.holds(left, units)) && !descend(frame)) {
        return Outcome.FOUND;
      }
    }
  }

  private void start(int[] order, long within) {
    if (within > capacity) {
      failed.clear();
    }
    // What went deep long ago gives way to what goes nearly as deep now.
    most = within == capacity ? most - 1 : 0;
    bound.fade();
    capacity = within;
    state.reset(component.latest(within));
    units = 0;
    rank = new int[order.length];
    left.clear(0, component.sections());
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
      left.add(order[i]);
      units = Math.max(units, state.latest[i] + component.size()[i]);
    }
    top = -1;
  }

  private void keepDeepest() {
    if (state.placedCount > most) {
      most = state.placedCount;
      System.arraycopy(state.lowest, 0, deepest, 0, deepest.length);
    }
  }

  private boolean tryNext(SearchFrame frame) {
    if (frame.isLast) {
      return false;
    }
    while (frame.next < frame.choices.count) {
      int at = frame.next++;
      if (!choice.repeats(frame.choices, at)) {
        state.place(frame, frame.choices.buffers[at]);
        return true;
      }
    }
    frame.isLast = true;
    return state.passOver(frame);
  }

  private void backTo(int level) {
    for (top--; top > level; top--) {
      state.undo(frames.get(top));
    }
  }

  /// Goes one level down; false if nothing is left anywhere.
  private boolean descend(SearchFrame frame) {
    if (left.count > 0 && !state.hasSplit) {
      push(left, top, frame.rest);
      return true;
    }
    Agenda agenda = split(frame.rest);
    if (agenda == null) {
      return false;
    }
    // The choice reads what the bound says of this part alone.
    bound.holds(agenda.part(), units);
    push(agenda.part(), agenda.parent(), agenda.next());
    return true;
  }

  private void push(SearchPart part, int parent, @Nullable Agenda rest) {
    top++;
    if (top == frames.size()) {
      frames.add(new SearchFrame());
    }
    SearchFrame frame = frames.get(top);
    frame.part.copy(part);
    frame.open(parent, rest);
    FailedParts.sign(frame, state.lowest);
    if (failed.contains(frame)) {
      frame.isLast = true;
    } else {
      choice.choose(frame, units);
    }
  }

  private @Nullable Agenda split(@Nullable Agenda rest) {
    Agenda agenda = rest;
    int end = left.to;
    for (int s = left.to - 1; s >= left.from; s--) {
      if (s == left.from || !state.isCrossed(s - 1)) {
        SearchPart part = between(s, end);
        agenda = part.count == 0 ? agenda : new Agenda(part, top, agenda);
        end = s;
      }
    }
    return agenda;
  }

  private SearchPart between(int start, int end) {
    SearchPart part = new SearchPart();
    part.clear(start, end);
    for (int i = 0; i < left.count; i++) {
      int buffer = left.buffers[i];
      if (component.from()[buffer] >= start && component.to()[buffer] <= end) {
        part.add(buffer);
      }
    }
    return part;
  }
}
