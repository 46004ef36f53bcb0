package dev.strobe.fusion.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a plan is one, told without anything that the planner uses: a sweep over time that keeps
/// what is alive by its offset.
final class PlanCheck {
  private PlanCheck() {}

  private record Event(long time, boolean isStart, int buffer) {}

  static void check(List<Buffer> buffers, ArenaPlan plan, long alignment) {
    assertEquals(buffers.size(), plan.offsets().length());
    List<Event> events = new ArrayList<>();
    long height = 0;
    for (int i = 0; i < buffers.size(); i++) {
      Buffer buffer = buffers.get(i);
      long offset = plan.offsets().get(i);
      assertTrue(offset >= 0 && offset % alignment == 0, buffer + " at " + offset);
      height = Math.max(height, offset + buffer.size());
      if (buffer.size() > 0) {
        events.add(new Event(buffer.lower(), true, i));
        events.add(new Event(buffer.upper(), false, i));
      }
    }
    assertEquals(height, plan.height());
    events.sort(Comparator.comparingLong(Event::time).thenComparing(Event::isStart));
    long fullest = sweep(buffers, plan, events);
    assertTrue(plan.lowerBound() >= fullest, plan.lowerBound() + " below " + fullest);
    assertTrue(plan.height() >= plan.lowerBound());
  }

  /// Fails on an overlap, and returns the most bytes alive at one time.
  private static long sweep(List<Buffer> buffers, ArenaPlan plan, List<Event> events) {
    TreeMap<Long, Integer> alive = new TreeMap<>();
    long sum = 0;
    long fullest = 0;
    for (Event event : events) {
      Buffer buffer = buffers.get(event.buffer());
      long offset = plan.offsets().get(event.buffer());
      if (!event.isStart()) {
        alive.remove(offset);
        sum -= buffer.size();
        continue;
      }
      Map.Entry<Long, Integer> below = alive.floorEntry(offset);
      if (below != null) {
        long top = below.getKey() + buffers.get(below.getValue()).size();
        assertTrue(top <= offset, buffer + " overlaps " + buffers.get(below.getValue()));
      }
      Map.Entry<Long, Integer> above = alive.higherEntry(offset);
      if (above != null) {
        assertTrue(
            offset + buffer.size() <= above.getKey(),
            buffer + " overlaps " + buffers.get(above.getValue()));
      }
      alive.put(offset, event.buffer());
      sum += buffer.size();
      fullest = Math.max(fullest, sum);
    }
    return fullest;
  }
}
