package dev.strobe.runtime.sampling;

/// Finds where the mass of the least likely tokens is used up, without sorting them all.
///
/// Tokens are ordered by score, equals by id. As in quickselect, each round splits what is left in
/// two and goes on in the part that holds the border, adding up the probabilities of what lies
/// below. Expected time is linear. A short rest is sorted and added up one by one.
///
/// @param scores by index, ascending ids
/// @param probabilities by index
/// @param order room for the indices
@SuppressWarnings("ArrayRecordComponent") // a view of the caller's buffers for one call
record LeastLikely(double[] scores, double[] probabilities, int[] order) {
  private static final int SHORT = 64;

  /// Index of the first token that stays when the least likely, together at most `mass`, go; the
  /// last one stays whatever `mass` is.
  int firstKept(int count, double mass) {
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    int from = 0;
    int to = count;
    double below = 0;
    while (to - from > SHORT) {
      int middle = split(from, to);
      double lower = below;
      for (int i = from; i < middle; i++) {
        lower += probabilities[order[i]];
      }
      if (lower > mass) {
        to = middle;
      } else {
        from = middle;
        below = lower;
      }
    }
    sort(from, to);
    for (int i = from; i < to; i++) {
      below += probabilities[order[i]];
      if (below > mass) {
        return order[i];
      }
    }
    return order[to - 1];
  }

  /// Reorders [from, to) so that all below the returned place come before all from it on; both
  /// sides are non-empty.
  private int split(int from, int to) {
    int pivot = middleOf(order[from], order[(from + to) >>> 1], order[to - 1]);
    int low = from;
    int high = to - 1;
    while (low <= high) {
      while (before(order[low], pivot)) {
        low++;
      }
      while (before(pivot, order[high])) {
        high--;
      }
      if (low <= high) {
        int moved = order[low];
        order[low++] = order[high];
        order[high--] = moved;
      }
    }
    return low;
  }

  private int middleOf(int a, int b, int c) {
    int low = before(a, b) ? a : b;
    int high = before(a, b) ? b : a;
    if (before(c, low)) {
      return low;
    }
    return before(high, c) ? high : c;
  }

  private void sort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int moved = order[i];
      int at = i;
      while (at > from && before(moved, order[at - 1])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = moved;
    }
  }

  private boolean before(int a, int b) {
    return scores[a] < scores[b] || (scores[a] == scores[b] && a < b);
  }
}
