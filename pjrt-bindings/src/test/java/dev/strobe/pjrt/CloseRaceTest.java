package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Closing what other threads are using, on the real plugins: nothing crashes, hangs or stays.
@Timeout(300)
class CloseRaceTest {
  private static final int ROUNDS = 200;

  @ParameterizedTest
  @EnumSource
  void clientsAreClosedTwoHundredTimesUnderLoad(TestPlugins which) throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < ROUNDS; round++) {
        PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        CountDownLatch running = new CountDownLatch(4);
        List<Future<Boolean>> loads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          loads.add(threads.submit(() -> executesUntilClosed(client, addOne, running)));
        }
        running.await();
        if (round % 2 == 0) {
          addOne.close();
        }
        client.close();
        for (Future<Boolean> load : loads) {
          assertTrue(load.get());
        }
        addOne.close();
        assertEquals(Map.of(), which.load().liveHandles(), "round " + round);
      }
    }
  }

  private static boolean executesUntilClosed(
      PjrtClient client, PjrtExecutable addOne, CountDownLatch running) {
    try {
      while (true) {
        // Neither is closed here at times: the client's close has to.
        PjrtBuffer input = TestPrograms.upload(client, 1, 2, 3, 4);
        PjrtBuffer output = addOne.execute(List.of(input)).getFirst();
        assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
        running.countDown();
      }
    } catch (IllegalStateException e) {
      return e.toString().contains("requires to be open, got a closed one");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClientIsClosedWhileItsDeviceWorksAndAThreadAwaits(TestPlugins which) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 10; round++) {
        PjrtClient client = which.client(1);
        PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(512, 20));
        PjrtBuffer input = EventTest.square(client, 512);
        PjrtBuffer output = power.execute(List.of(input)).getFirst();
        PjrtEvent ready = output.readyEvent();
        CountDownLatch started = new CountDownLatch(1);
        Future<Boolean> wait =
            threads.submit(
                () -> {
                  started.countDown();
                  return awaits(ready);
                });
        started.await();
        client.close();
        power.close();
        assertTrue(wait.get(1, TimeUnit.MINUTES));
        assertEquals(Map.of(), which.load().liveHandles());
      }
    }
  }

  /// Whether the wait ended well or was refused, since the close came first.
  private static boolean awaits(PjrtEvent ready) {
    try {
      ready.await();
      return true;
    } catch (IllegalStateException e) {
      return e.toString().contains("event requires to be open");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackMayCloseEverythingEvenTheClient(TestPlugins which) throws Exception {
    for (int round = 0; round < 10; round++) {
      PjrtClient client = which.client(1);
      PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(512, 10));
      PjrtBuffer input = EventTest.square(client, 512);
      PjrtBuffer output = power.execute(List.of(input)).getFirst();
      PjrtEvent ready = output.readyEvent();
      CountDownLatch closed = new CountDownLatch(1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      ready.onReady(
          _ -> {
            try {
              ready.close();
              output.close();
              client.close();
            } catch (Throwable e) {
              failure.set(e);
            }
            closed.countDown();
          });
      assertTrue(closed.await(1, TimeUnit.MINUTES), "the callback hangs");
      assertEquals(null, failure.get());
      power.close();
      awaitReturned(which);
    }
  }

  /// The client goes on a thread of its own, soon.
  private static void awaitReturned(TestPlugins which) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!which.load().liveHandles().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }
}
