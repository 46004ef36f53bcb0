package dev.strobe.fusion.memory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The buffers placed so far, found by the time in which they live.
///
/// A tree over the buffers by their start; every node knows the latest end of what is placed under
/// it, so a question costs about what there is to answer.
final class PlacedLifetimes {
  private final int[] byStart;
  private final int[] leafOf;
  private final int[] from;
  private final int[] latestEnd;
  private final int leaves;
  private int[] found = new int[64];
  private int foundCount;

  PlacedLifetimes(Component component) {
    int n = component.count();
    from = component.from();
    byStart =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingInt(i -> from[i]))
            .mapToInt(i -> i)
            .toArray();
    leafOf = new int[n];
    for (int i = 0; i < n; i++) {
      leafOf[byStart[i]] = i;
    }
    leaves = n == 1 ? 1 : Integer.highestOneBit(n - 1) * 2;
    latestEnd = new int[2 * leaves];
  }

  void add(int buffer, int end) {
    for (int node = leaves + leafOf[buffer]; node > 0; node /= 2) {
      latestEnd[node] = Math.max(latestEnd[node], end);
    }
  }

  /// Finds what lives in some of the sections; read by [#found].
  int find(int start, int end) {
    foundCount = 0;
    visit(1, start, end);
    return foundCount;
  }

  int found(int at) {
    return found[at];
  }

  /// As deep as the tree, which is the logarithm of the buffers.
  private void visit(int node, int start, int end) {
    if (latestEnd[node] <= start) {
      return;
    }
    if (node < leaves) {
      visit(2 * node, start, end);
      if (startOfRightHalf(node) < end) {
        visit(2 * node + 1, start, end);
      }
      return;
    }
    int buffer = byStart[node - leaves];
    if (from[buffer] < end) {
      if (foundCount == found.length) {
        found = Arrays.copyOf(found, 2 * foundCount);
      }
      found[foundCount++] = buffer;
    }
  }

  private int startOfRightHalf(int node) {
    int first = 2 * node + 1;
    int level = Integer.numberOfLeadingZeros(first) - Integer.numberOfLeadingZeros(leaves);
    int leaf = (first << level) - leaves;
    return leaf < byStart.length ? from[byStart[leaf]] : Integer.MAX_VALUE;
  }
}
