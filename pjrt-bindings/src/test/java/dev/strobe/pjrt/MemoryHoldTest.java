package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryHoldTest {
  private final MemoryHold hold = new MemoryHold();

  @Test
  void memoryCannotBeFreedUnderARunningReadOfAPlatformThread() throws Exception {
    readsIntoMemoryThatIsBeingFreed(Thread.ofPlatform());
  }

  @Test
  void memoryCannotBeFreedUnderARunningReadOfAVirtualThread() throws Exception {
    readsIntoMemoryThatIsBeingFreed(Thread.ofVirtual());
  }

  /// The plugin's transfer is held up in the wait for its end.
  private static void readsIntoMemoryThatIsBeingFreed(Thread.Builder reader) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client();
        PjrtBuffer buffer = client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst())) {
      fake.replacing(
          Slot.EVENT_AWAIT,
          _ -> {
            waiting.countDown();
            CloseTest.awaitUninterrupted(goOn);
            return 0;
          });
      Arena arena = Arena.ofShared();
      MemorySegment target = arena.allocate(16);
      FutureTask<Boolean> read =
          new FutureTask<>(
              () -> {
                buffer.copyToHost(target);
                return target.scope().isAlive();
              });
      reader.start(read);
      waiting.await();
      assertThrows(IllegalStateException.class, arena::close);
      goOn.countDown();
      assertTrue(read.get());
      arena.close();
    }
  }

  @Test
  void nothingRunsOnMemoryThatIsFreedAlready() {
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(8);
    arena.close();
    AtomicInteger runs = new AtomicInteger();
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> hold.during(memory, runs::incrementAndGet));
    assertTrue(refusal.toString().contains("copy requires open memory"), refusal.toString());
    assertEquals(0, runs.get());
  }

  @Test
  void whatTheTaskThrowsArrivesAsItself() {
    IllegalArgumentException failure = new IllegalArgumentException("as it is");
    for (Arena arena : new Arena[] {Arena.ofConfined(), Arena.ofShared()}) {
      try (arena) {
        MemorySegment memory = arena.allocate(8);
        assertSame(
            failure,
            assertThrows(
                IllegalArgumentException.class,
                () ->
                    hold.during(
                        memory,
                        () -> {
                          throw failure;
                        })));
      }
      assertFalse(arena.scope().isAlive(), "still held");
    }
  }

  @Test
  void tasksMayBeNested() {
    AtomicInteger runs = new AtomicInteger();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment outer = arena.allocate(8);
      MemorySegment inner = arena.allocate(8);
      hold.during(outer, () -> hold.during(inner, runs::incrementAndGet));
    }
    assertEquals(1, runs.get());
  }
}
