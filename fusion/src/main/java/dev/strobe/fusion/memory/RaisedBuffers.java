package dev.strobe.fusion.memory;

/// Keeps what is left sorted by how low it may lie, after some of it was raised.
final class RaisedBuffers {
  private final int[] sorted;
  private final int[] stamps;
  private int stamp;

  RaisedBuffers(int buffers) {
    sorted = new int[buffers];
    stamps = new int[buffers];
  }

  /// Fills in a frame's part without the buffer being tried, sorted by `lowest`, then by `rank`.
  void sortInto(SearchPart left, SearchFrame frame, long[] lowest, int[] rank) {
    stamp++;
    for (int i = 0; i < frame.raisedCount; i++) {
      stamps[frame.raised[i]] = stamp;
      insert(i, frame.raised[i], lowest, rank);
    }
    left.clear(frame.part.from, frame.part.to);
    int next = 0;
    for (int i = 0; i < frame.part.count; i++) {
      int buffer = frame.part.buffers[i];
      if (buffer == frame.tried || stamps[buffer] == stamp) {
        continue;
      }
      while (next < frame.raisedCount && isBefore(sorted[next], buffer, lowest, rank)) {
        left.add(sorted[next++]);
      }
      left.add(buffer);
    }
    while (next < frame.raisedCount) {
      left.add(sorted[next++]);
    }
  }

  private void insert(int count, int buffer, long[] lowest, int[] rank) {
    int at = count;
    while (at > 0 && isBefore(buffer, sorted[at - 1], lowest, rank)) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = buffer;
  }

  private static boolean isBefore(int a, int b, long[] lowest, int[] rank) {
    return lowest[a] < lowest[b] || lowest[a] == lowest[b] && rank[a] < rank[b];
  }
}
