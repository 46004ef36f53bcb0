package dev.strobe.fusion.memory;

import java.util.Arrays;

/// Places one buffer after the other, each into the gap that it fills best.
final class BestFit {
  /// Which of the gaps that are large enough.
  enum Gap {
    SMALLEST,
    LOWEST
  }

  private final Component component;
  private final Gap gap;
  private final PlacedLifetimes placed;
  private final long[] offsets;
  private long[] bottoms = new long[64];
  private long[] tops = new long[64];

  private BestFit(Component component, Gap gap) {
    this.component = component;
    this.gap = gap;
    this.placed = new PlacedLifetimes(component);
    this.offsets = new long[component.count()];
  }

  /// Offsets in units.
  static long[] place(Component component, int[] order, Gap gap) {
    BestFit fit = new BestFit(component, gap);
    for (int buffer : order) {
      fit.place(buffer);
    }
    return fit.offsets;
  }

  /// Offsets in units, some of which are given: those of the buffers `fixed`.
  static long[] placeAround(Component component, int[] fixed, long[] offsets, int[] order) {
    BestFit fit = new BestFit(component, Gap.LOWEST);
    boolean[] isFixed = new boolean[component.count()];
    for (int i = 0; i < fixed.length; i++) {
      isFixed[fixed[i]] = true;
      fit.offsets[fixed[i]] = offsets[i];
      fit.placed.add(fixed[i], component.to()[fixed[i]]);
    }
    for (int buffer : order) {
      if (!isFixed[buffer]) {
        fit.place(buffer);
      }
    }
    return fit.offsets;
  }

  private void place(int buffer) {
    int start = component.from()[buffer];
    int end = component.to()[buffer];
    int n = placed.find(start, end);
    if (bottoms.length < n) {
      bottoms = new long[2 * n];
      tops = new long[2 * n];
    }
    for (int i = 0; i < n; i++) {
      int other = placed.found(i);
      bottoms[i] = offsets[other];
      tops[i] = offsets[other] + component.size()[other];
    }
    // Space is free where as many have ended as have begun, so the pairs need not stay together.
    Arrays.sort(bottoms, 0, n);
    Arrays.sort(tops, 0, n);
    offsets[buffer] = choose(n, component.size()[buffer]);
    placed.add(buffer, end);
  }

  private long choose(int n, long size) {
    long best = n == 0 ? 0 : tops[n - 1];
    long bestRoom = Long.MAX_VALUE;
    for (int i = 0; i < n; i++) {
      long free = i == 0 ? 0 : tops[i - 1];
      long room = bottoms[i] - free;
      if (room >= size && room < bestRoom) {
        best = free;
        bestRoom = room;
        if (gap == Gap.LOWEST) {
          break;
        }
      }
    }
    return best;
  }
}
