package dev.strobe.fusion.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

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
  static HeapClock of(List<Life> lives) {
    HeapClock clock = new HeapClock();
    SortedMap<Long, List<Life>> ends = new TreeMap<>();
    Map<String, Life> current = new HashMap<>();
    for (Life life : lives) {
      clock.endBefore(life.from(), ends);
      Life before = current.put(life.memory(), life);
      if (before != null && before.to() == life.from()) {
        ends.getOrDefault(life.from(), new ArrayList<>()).remove(before);
        clock.end(before);
      }
      clock.begin(life);
      ends.computeIfAbsent(life.to(), _ -> new ArrayList<>()).add(life);
    }
    clock.endBefore(Long.MAX_VALUE, ends);
    return clock;
  }

  private void endBefore(long step, SortedMap<Long, List<Life>> ends) {
    var past = ends.headMap(step);
    past.values().forEach(each -> each.forEach(this::end));
    past.clear();
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
    return Objects.requireNonNull(spans.get(memory));
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
