package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One executable used by many threads, and threads that are interrupted while they wait.
class ManyThreadsTest {
  private static final int SIZE = 512;

  @ParameterizedTest
  @EnumSource
  void sixteenThreadsGetTheirOwnResults(TestPlugins which) throws Exception {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        var threads = Executors.newFixedThreadPool(16)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> runs = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        int number = thread;
        runs.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int run = 0; run < 250; run++) {
                    addsOne(client, addOne, 1000 * number + run);
                  }
                  return true;
                }));
      }
      start.countDown();
      for (Future<Boolean> run : runs) {
        assertTrue(run.get());
      }
    }
  }

  private static void addsOne(PjrtClient client, PjrtExecutable addOne, float value) {
    try (PjrtBuffer input = TestPrograms.upload(client, value, value + 1, -value, 0);
        PjrtBuffer output = addOne.execute(List.of(input)).getFirst()) {
      assertArrayEquals(
          new float[] {value + 1, value + 2, 1 - value, 1}, TestPrograms.read(output));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedThreadKeepsItsMemoryUntilTheDeviceIsDone(TestPlugins which) throws Exception {
    interruptsWhileReading(which, false);
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedVirtualThreadKeepsItsMemoryUntilTheDeviceIsDone(TestPlugins which)
      throws Exception {
    interruptsWhileReading(which, true);
  }

  private static void interruptsWhileReading(TestPlugins which, boolean virtual) throws Exception {
    try (PjrtClient client = which.client(1);
        PjrtExecutable power = TestPrograms.compile(client, TestPrograms.matrixPower(SIZE, 30));
        PjrtBuffer input = EventTest.square(client, SIZE)) {
      CountDownLatch started = new CountDownLatch(1);
      Callable<float[]> reading =
          () -> {
            try (Arena arena = Arena.ofConfined();
                PjrtBuffer output = power.execute(List.of(input)).getFirst()) {
              MemorySegment target = arena.allocate(4L * SIZE * SIZE, 64);
              started.countDown();
              output.copyToHost(target);
              assertTrue(Thread.currentThread().isInterrupted(), "the interrupt was swallowed");
              return target.toArray(JAVA_FLOAT);
            }
          };
      FutureTask<float[]> task = new FutureTask<>(reading);
      Thread thread = virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
      started.await();
      thread.interrupt();
      assertArrayEquals(TestPrograms.filled(SIZE * SIZE, 1f / SIZE), task.get(), 1e-6f);
    }
  }
}
