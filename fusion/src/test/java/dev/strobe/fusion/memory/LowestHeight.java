package dev.strobe.fusion.memory;

import java.util.List;

/// The lowest height of a few buffers, by trying every order of putting one on top of the others.
///
/// Some order gives the lowest plan: that of its offsets, once everything has sunk as far as it
/// can.
final class LowestHeight {
  private final List<Buffer> buffers;
  private final long alignment;
  private final long[] offsets;
  private final boolean[] placed;
  private long lowest = Long.MAX_VALUE;

  private LowestHeight(List<Buffer> buffers, long alignment) {
    this.buffers = buffers;
    this.alignment = alignment;
    this.offsets = new long[buffers.size()];
    this.placed = new boolean[buffers.size()];
  }

  static long of(List<Buffer> buffers, long alignment) {
    LowestHeight search = new LowestHeight(buffers, alignment);
    search.place(0, 0);
    return search.lowest;
  }

  private void place(int count, long height) {
    if (height >= lowest) {
      return;
    }
    if (count == buffers.size()) {
      lowest = height;
      return;
    }
    for (int i = 0; i < buffers.size(); i++) {
      if (!placed[i]) {
        placed[i] = true;
        offsets[i] = onTop(i);
        place(count + 1, Math.max(height, offsets[i] + buffers.get(i).size()));
        placed[i] = false;
      }
    }
  }

  private long onTop(int buffer) {
    Buffer b = buffers.get(buffer);
    long top = 0;
    for (int i = 0; i < buffers.size(); i++) {
      Buffer other = buffers.get(i);
      if (placed[i] && i != buffer && b.lower() < other.upper() && other.lower() < b.upper()) {
        top = Math.max(top, offsets[i] + other.size());
      }
    }
    return Math.ceilDiv(top, alignment) * alignment;
  }
}
