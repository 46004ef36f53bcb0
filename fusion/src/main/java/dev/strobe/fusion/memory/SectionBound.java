package dev.strobe.fusion.memory;

import java.util.Arrays;

/// Whether every section can still hold what is left for it: taken from the lowest up, each buffer
/// lies above the ones before it and not below where it may lie.
final class SectionBound {
  private static final double FADED = 0.9;

  private final SearchState state;
  private final long[] height;
  private final double[] failures;

  SectionBound(SearchState state) {
    this.state = state;
    height = new long[state.component.sections()];
    failures = new double[state.component.sections()];
  }

  /// Units that the section needs at least, as of the last question.
  long height(int section) {
    return height[section];
  }

  /// How often the section was what could not be held, the latest counting most.
  double failures(int section) {
    return failures[section];
  }

  boolean holds(SearchPart part, long capacity) {
    int[] from = state.component.from();
    int[] to = state.component.to();
    long[] size = state.component.size();
    Arrays.fill(height, part.from, part.to, 0);
    for (int i = 0; i < part.count; i++) {
      int buffer = part.buffers[i];
      if (state.lowest[buffer] > state.latest[buffer]) {
        return refuse(from[buffer], to[buffer], -1);
      }
      if (stack(from[buffer], to[buffer], state.lowest[buffer], size[buffer]) > capacity) {
        return refuse(from[buffer], to[buffer], capacity);
      }
    }
    return true;
  }

  private long stack(int start, int end, long lowest, long size) {
    long highest = 0;
    for (int s = start; s < end; s++) {
      long top = Math.max(height[s], lowest) + size;
      height[s] = top;
      highest = Math.max(highest, top);
    }
    return highest;
  }

  /// Makes what has failed so far count for less.
  void fade() {
    for (int s = 0; s < failures.length; s++) {
      failures[s] *= FADED;
    }
  }

  private boolean refuse(int start, int end, long above) {
    for (int s = start; s < end; s++) {
      if (height[s] > above) {
        failures[s] += above < 0 ? 1.0 / (end - start) : 1;
      }
    }
    return false;
  }
}
