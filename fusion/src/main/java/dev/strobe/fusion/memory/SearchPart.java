package dev.strobe.fusion.memory;

import java.util.Arrays;

/// Buffers still to be placed in a range of sections, the lowest first; reused, so its arrays may
/// be longer than what is in it.
final class SearchPart {
  int[] buffers = new int[16];
  int count;
  int from;
  int to;

  void clear(int newFrom, int newTo) {
    count = 0;
    from = newFrom;
    to = newTo;
  }

  void add(int buffer) {
    if (count == buffers.length) {
      buffers = Arrays.copyOf(buffers, 2 * count);
    }
    buffers[count++] = buffer;
  }

  void copy(SearchPart other) {
    clear(other.from, other.to);
    if (buffers.length < other.count) {
      buffers = new int[other.count * 2];
    }
    System.arraycopy(other.buffers, 0, buffers, 0, other.count);
    count = other.count;
  }
}
