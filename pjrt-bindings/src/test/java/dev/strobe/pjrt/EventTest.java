package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.PJRT_Event_IsReady_Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTest {
  @ParameterizedTest
  @EnumSource
  void isReadyAfterAwaitFromManyThreads(TestPlugins which) throws Exception {
    try (PjrtClient client = which.client(1);
        PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(256, 8));
        PjrtBuffer input = square(client, 256);
        PjrtBuffer output = power.execute(List.of(input)).getFirst();
        PjrtEvent ready = output.readyEvent();
        var threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> waits = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        waits.add(
            threads.submit(
                () -> {
                  ready.await();
                  return ready.isReady();
                }));
      }
      for (Future<Boolean> wait : waits) {
        assertTrue(wait.get());
      }
      assertEquals(Optional.empty(), ready.failure());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void aVirtualThreadAwaitsToo(TestPlugins which) throws Exception {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      float[] result =
          threads
              .submit(
                  () -> {
                    try (PjrtBuffer output = addOne.execute(List.of(input)).getFirst()) {
                      output.await();
                      return TestPrograms.read(output);
                    }
                  })
              .get();
      assertArrayEquals(new float[] {2, 3, 4, 5}, result);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandCallbacksComeOnceEach(TestPlugins which) throws Exception {
    int count = 10_000;
    CountDownLatch called = new CountDownLatch(count);
    AtomicInteger failures = new AtomicInteger();
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4)) {
      for (int i = 0; i < count; i++) {
        try (PjrtBuffer output = addOne.execute(List.of(input)).getFirst();
            PjrtEvent ready = output.readyEvent()) {
          ready.onReady(
              failure -> {
                failure.ifPresent(_ -> failures.incrementAndGet());
                called.countDown();
              });
        }
      }
      assertTrue(called.await(2, TimeUnit.MINUTES), called.getCount() + " callbacks missing");
    }
    assertEquals(0, failures.get());
    assertEquals(0, which.load().api().callbacks().pending());
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void aFinishedEventCallsBackAndThrowingHurtsNobody(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtEvent ready = buffer.readyEvent()) {
      ready.await();
      AtomicInteger calls = new AtomicInteger();
      ready.onReady(
          _ -> {
            calls.incrementAndGet();
            throw new IllegalStateException("thrown by a test in a callback, harmless");
          });
      ready.onReady(_ -> calls.incrementAndGet());
      assertEquals(2, calls.get());
      assertTrue(ready.isReady());
    }
  }

  @Test
  void theErrorOfACallbackIsReadAndFreed() {
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(
          Slot.EVENT_ON_READY,
          a -> {
            FakeDevice.fire(a, fake.error(10, "aborted it"));
            return 0;
          });
      List<PjrtException> heard = new ArrayList<>();
      try (PjrtClient client = fake.client();
          PjrtBuffer buffer =
              client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
          PjrtEvent ready = buffer.readyEvent()) {
        ready.onReady(failure -> failure.ifPresent(heard::add));
      }
      assertEquals("aborted it", heard.getFirst().pluginMessage());
      assertEquals(1, heard.size());
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  @Test
  void theErrorOfAPendingEventIsNeverAskedFor() {
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(
          Slot.EVENT_IS_READY,
          a -> {
            PJRT_Event_IsReady_Args.is_ready(a, false);
            return 0;
          });
      try (PjrtClient client = fake.client();
          PjrtBuffer buffer =
              client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
          PjrtEvent ready = buffer.readyEvent()) {
        assertFalse(ready.isReady());
        assertThrows(IllegalStateException.class, ready::failure);
      }
      assertEquals(0, fake.count(Slot.EVENT_ERROR));
    }
  }

  @Test
  void useAfterCloseStaysInJava() {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client();
        PjrtBuffer buffer = client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst())) {
      PjrtEvent ready = buffer.readyEvent();
      ready.close();
      ready.close();
      int calls = fake.calls().size();
      assertThrows(IllegalStateException.class, ready::await);
      assertThrows(IllegalStateException.class, ready::isReady);
      assertThrows(IllegalStateException.class, ready::failure);
      assertThrows(IllegalStateException.class, () -> ready.onReady(_ -> {}));
      assertEquals(calls, fake.calls().size());
      assertEquals(1, fake.count(Slot.EVENT_DESTROY));
    }
  }

  static PjrtBuffer square(PjrtClient client, int size) {
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      var data =
          arena.allocateFrom(
              java.lang.foreign.ValueLayout.JAVA_FLOAT,
              TestPrograms.filled(size * size, 1f / size));
      return client.upload(HostArray.copied(data, PjrtShape.of(PjrtElementType.F32, size, size)));
    }
  }
}
