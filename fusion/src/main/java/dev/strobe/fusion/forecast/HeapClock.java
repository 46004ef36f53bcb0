package dev.strobe.fusion.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How long memory lives in XLA's measure: in values that get memory and values that give it back
/// meanwhile. At each step those that end where another goes on in the same memory come first, then
/// the new ones, then the others that end.
final class HeapClock {
  private final Map<String, Span> spans = new HashMap<>();
  private long now;

  private HeapClock() {}

  /// A value's life in some memory.
  ///
  /// @param memory that others may take over after it
  /// @param from the step that writes the value
  /// @param to the last step that reads it
  record Life(String memory, long from, long to) {}

  /// @param lives in the order in which they begin
  static HeapClock of(List<Life> lives, int steps) {
    List<List<Life>> ends = new ArrayList<>();
    for (int at = 0; at <= steps; at++) {
      ends.add(new ArrayList<>());
    }
    HeapClock clock = new HeapClock();
    Map<String, Life> current = new HashMap<>();
    int next = 0;
    for (int at = 0; at <= steps; at++) {
      for (; next < lives.size() && lives.get(next).from() == at; next++) {
        Life life = lives.get(next);
        Life before = current.put(life.memory(), life);
        if (before != null && before.to() == at) {
          ends.get(at).remove(before);
          clock.end(before);
        }
        clock.begin(life);
        ends.get((int) life.to()).add(life);
      }
      ends.get(at).forEach(clock::end);
    }
    return clock;
  }

  /// How long the value lives that brings some memory.
  long first(String memory) {
    return span(memory).first;
  }

  /// How long some memory lives.
  long whole(String memory) {
    return span(memory).whole;
  }

  private Span span(String memory) {
    return spans.getOrDefault(memory, new Span(now));
  }

  private void begin(Life life) {
    spans.putIfAbsent(life.memory(), new Span(now));
    now++;
  }

  private void end(Life life) {
    span(life.memory()).end(now);
    now++;
  }

  private static final class Span {
    private final long begin;
    private long first = -1;
    private long whole;

    Span(long begin) {
      this.begin = begin;
    }

    void end(long at) {
      first = first < 0 ? at - begin : first;
      whole = Math.max(whole, at - begin);
    }
  }
}
