package dev.strobe.fusion.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.fusion.forecast.HeapClock.Life;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapClockTest {
  @Test
  void countsWhatGetsMemoryAndGivesItBackMeanwhile() {
    HeapClock clock = HeapClock.of(List.of(new Life("a", 0, 2), new Life("b", 1, 3)));
    assertEquals(2, clock.first("a"));
    assertEquals(2, clock.first("b"));
  }

  @Test
  void theNextValueInAMemoryBeginsAfterTheOneBefore() {
    HeapClock clock =
        HeapClock.of(List.of(new Life("a", 0, 2), new Life("b", 1, 2), new Life("a", 2, 4)));
    assertEquals(2, clock.first("a"));
    assertEquals(5, clock.whole("a"));
    assertEquals(3, clock.first("b"));
  }
}
