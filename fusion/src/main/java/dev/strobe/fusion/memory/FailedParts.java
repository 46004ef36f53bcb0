package dev.strobe.fusion.memory;

import java.util.Arrays;

/// Remembers parts that could not be placed, by 128 bits of hash; newer ones push out older ones.
final class FailedParts {
  private static final int SLOTS = 1 << 17;

  private final long[] entries = new long[2 * SLOTS];

  void clear() {
    Arrays.fill(entries, 0);
  }

  void add(SearchFrame frame) {
    int at = slot(frame);
    entries[at] = frame.key;
    entries[at + 1] = frame.check;
  }

  boolean contains(SearchFrame frame) {
    int at = slot(frame);
    return entries[at] == frame.key && entries[at + 1] == frame.check;
  }

  /// Sets the hash of a frame's part: which buffers, and how low each may lie.
  static void sign(SearchFrame frame, long[] lowest) {
    long key = 0;
    long check = 0;
    for (int i = 0; i < frame.part.count; i++) {
      int buffer = frame.part.buffers[i];
      long mixed = mix((lowest[buffer] + 1) * 0x9E3779B97F4A7C15L + buffer * 0xD1B54A32D192ED03L);
      key += mixed;
      check += mix(mixed ^ 0x5851F42D4C957F2DL);
    }
    frame.key = key;
    frame.check = check;
  }

  private static int slot(SearchFrame frame) {
    return 2 * (int) (frame.key & (SLOTS - 1));
  }

  /// The finaliser of splitmix64.
  private static long mix(long x) {
    long y = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    long z = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
