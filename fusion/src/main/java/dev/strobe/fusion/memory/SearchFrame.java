package dev.strobe.fusion.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One level of a search: what is left, what may be done about it, and what is being tried.
final class SearchFrame {
  /// What is left at this level.
  final SearchPart part = new SearchPart();

  /// Buffers of which one may come next in the chosen section, or none at its height.
  final SearchPart choices = new SearchPart();

  /// What is left in other parts of time once this part is done.
  @Nullable Agenda rest;

  /// The level whose try led here; below 0 at the start.
  int parent;

  /// Two halves of a hash of what is left and how low it may lie.
  long key;

  long check;

  int next;
  boolean isLast;

  /// The buffer being tried, below 0 if it is none.
  int tried;

  int[] raised = new int[16];
  long[] before = new long[16];
  int raisedCount;

  /// Parts of time that are independent of each other, and the level that made them so.
  record Agenda(SearchPart part, int parent, @Nullable Agenda next) {}

  void open(int newParent, @Nullable Agenda newRest) {
    parent = newParent;
    rest = newRest;
    choices.clear(part.from, part.to);
    next = 0;
    isLast = false;
    tried = -1;
    raisedCount = 0;
  }

  void recordRaise(int buffer, long lowest) {
    if (raisedCount == raised.length) {
      raised = Arrays.copyOf(raised, 2 * raisedCount);
      before = Arrays.copyOf(before, 2 * raisedCount);
    }
    raised[raisedCount] = buffer;
    before[raisedCount++] = lowest;
  }
}
