package dev.strobe.fusion.memory;

import java.util.Arrays;

/// What a search has decided so far: which buffers lie where, and how low the others may still lie.
final class SearchState {
  final Component component;
  private final int[][] neighbours;
  private final int[] from;
  private final int[] to;
  private final long[] size;
  private final boolean[] placed;

  /// The offset of a placed buffer; for another the lowest that it may still get.
  final long[] lowest;

  /// The highest offset within the capacity.
  long[] latest;

  /// How many buffers that are still to be placed live in a section and in the next one.
  private final int[] crossing;

  /// How many buffers are placed.
  int placedCount;

  /// Whether the last try left a section boundary that nothing crosses.
  boolean hasSplit;

  SearchState(Component component, int[][] neighbours) {
    this.component = component;
    this.neighbours = neighbours;
    from = component.from();
    to = component.to();
    size = component.size();
    placed = new boolean[component.count()];
    lowest = new long[component.count()];
    latest = new long[component.count()];
    crossing = new int[component.sections()];
  }

  void reset(long[] newLatest) {
    latest = newLatest;
    Arrays.fill(placed, false);
    placedCount = 0;
    Arrays.fill(lowest, 0);
    Arrays.fill(crossing, 0);
    for (int i = 0; i < placed.length; i++) {
      cross(i, 1);
    }
  }

  boolean isCrossed(int section) {
    return crossing[section] > 0;
  }

  /// Puts a buffer as low as it may lie, and what overlaps it on top.
  void place(SearchFrame frame, int buffer) {
    frame.tried = buffer;
    placed[buffer] = true;
    placedCount++;
    long top = lowest[buffer] + size[buffer];
    boolean isAlone = true;
    for (int other : neighbours[buffer]) {
      if (!placed[other]) {
        isAlone = false;
        if (lowest[other] < top) {
          raise(frame, other, top);
        }
      }
    }
    // Where nothing lies above, lying lowest is as good as anything.
    frame.isLast = isAlone;
    hasSplit = cross(buffer, -1);
  }

  /// Puts none of a frame's choices where it may lie lowest: each must then come to rest on a
  /// neighbour that is still to be placed. False if one of them cannot.
  boolean passOver(SearchFrame frame) {
    SearchPart choices = frame.choices;
    hasSplit = false;
    long[] next = new long[choices.count];
    for (int i = 0; i < choices.count; i++) {
      next[i] = lowestRest(choices.buffers[i]);
      if (next[i] > latest[choices.buffers[i]]) {
        return false;
      }
    }
    for (int i = 0; i < choices.count; i++) {
      raise(frame, choices.buffers[i], next[i]);
    }
    return true;
  }

  private long lowestRest(int buffer) {
    long rest = Long.MAX_VALUE;
    for (int other : neighbours[buffer]) {
      if (!placed[other]) {
        rest = Math.min(rest, lowest[other] + size[other]);
      }
    }
    return rest;
  }

  /// Takes back what a frame tried.
  void undo(SearchFrame frame) {
    while (frame.raisedCount > 0) {
      frame.raisedCount--;
      lowest[frame.raised[frame.raisedCount]] = frame.before[frame.raisedCount];
    }
    if (frame.tried >= 0) {
      placed[frame.tried] = false;
      placedCount--;
      cross(frame.tried, 1);
      frame.tried = -1;
    }
  }

  private void raise(SearchFrame frame, int buffer, long offset) {
    frame.recordRaise(buffer, lowest[buffer]);
    lowest[buffer] = offset;
  }

  private boolean cross(int buffer, int by) {
    boolean isZero = false;
    for (int s = from[buffer]; s < to[buffer] - 1; s++) {
      crossing[s] += by;
      isZero |= crossing[s] == 0;
    }
    return isZero;
  }
}
