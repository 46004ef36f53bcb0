package dev.strobe.fusion.memory;

import java.util.Arrays;

/// Chooses the section to decide about next: one in which few buffers may come next.
///
/// What may come next in a section are the buffers that may lie lowest in it, if nothing still to
/// be placed could come to lie below one of them.
final class SectionChoice {
  /// Which section comes first; of several the one that may be filled from lowest.
  enum Preference {
    /// In which the fewest buffers may come next.
    FEWEST,
    /// In which few may, and which often turned out to be too full of late.
    FAILED,
    /// Which may be filled from lowest.
    LOWEST
  }

  private static final int NOT_YET = 1 << 20;

  private final SearchState state;
  private final SectionBound bound;
  private final Preference preference;
  private final long[] lowest;
  private final long[] lowestTop;
  private final int[] options;

  SectionChoice(SearchState state, SectionBound bound, Preference preference) {
    this.state = state;
    this.bound = bound;
    this.preference = preference;
    int sections = state.component.sections();
    lowest = new long[sections];
    lowestTop = new long[sections];
    options = new int[sections];
  }

  /// Fills in a frame's choices, the last question to the bound having been about its part.
  void choose(SearchFrame frame, long capacity) {
    SearchPart part = frame.part;
    measure(part);
    count(part);
    int section = best(part, capacity);
    for (int i = 0; i < part.count; i++) {
      int buffer = part.buffers[i];
      if (state.lowest[buffer] > lowest[section]) {
        break;
      }
      if (livesIn(buffer, section) && state.lowest[buffer] == lowest[section]) {
        frame.choices.add(buffer);
      }
    }
  }

  private void measure(SearchPart part) {
    int[] from = state.component.from();
    int[] to = state.component.to();
    long[] size = state.component.size();
    Arrays.fill(lowest, part.from, part.to, Long.MAX_VALUE);
    Arrays.fill(lowestTop, part.from, part.to, Long.MAX_VALUE);
    for (int i = 0; i < part.count; i++) {
      int buffer = part.buffers[i];
      long offset = state.lowest[buffer];
      long top = offset + size[buffer];
      for (int s = from[buffer]; s < to[buffer]; s++) {
        lowest[s] = Math.min(lowest[s], offset);
        lowestTop[s] = Math.min(lowestTop[s], top);
      }
    }
  }

  private void count(SearchPart part) {
    int[] from = state.component.from();
    int[] to = state.component.to();
    Arrays.fill(options, part.from, part.to, 0);
    for (int i = 0; i < part.count; i++) {
      int buffer = part.buffers[i];
      long offset = state.lowest[buffer];
      int weight = isGrounded(buffer) ? 1 : NOT_YET;
      for (int s = from[buffer]; s < to[buffer]; s++) {
        options[s] += lowest[s] == offset ? weight : 0;
      }
    }
  }

  private boolean isGrounded(int buffer) {
    long offset = state.lowest[buffer];
    for (int s = state.component.from()[buffer]; s < state.component.to()[buffer]; s++) {
      if (lowestTop[s] <= offset) {
        return false;
      }
    }
    return true;
  }

  /// There always is one: whatever may end lowest of all lies on the ground.
  private int best(SearchPart part, long capacity) {
    int best = -1;
    double bestScore = Double.MAX_VALUE;
    for (int s = part.from; s < part.to; s++) {
      if (options[s] == 0 || options[s] >= NOT_YET) {
        continue;
      }
      double score = score(s, capacity);
      if (score < bestScore || score == bestScore && lowest[s] < lowest[best]) {
        best = s;
        bestScore = score;
      }
    }
    return best;
  }

  private double score(int s, long capacity) {
    int ways = options[s] + (bound.height(s) < capacity ? 1 : 0);
    return switch (preference) {
      case FEWEST -> ways;
      case FAILED -> ways / (1 + bound.failures(s));
      case LOWEST -> lowest[s];
    };
  }

  private boolean livesIn(int buffer, int section) {
    return state.component.from()[buffer] <= section && section < state.component.to()[buffer];
  }

  /// Whether an earlier choice has the same lifetime and size, so that this one would only repeat
  /// it.
  boolean repeats(SearchPart choices, int at) {
    Component component = state.component;
    int buffer = choices.buffers[at];
    for (int i = 0; i < at; i++) {
      int other = choices.buffers[i];
      if (component.from()[other] == component.from()[buffer]
          && component.to()[other] == component.to()[buffer]
          && component.bytes()[other] == component.bytes()[buffer]) {
        return true;
      }
    }
    return false;
  }
}
