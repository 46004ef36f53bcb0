package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/// Closing what another thread is using, on a plugin that tells in which order it was called.
@Timeout(60)
class CloseTest {
  private static final PjrtProgram PROGRAM = PjrtProgram.mlir("module {}");

  /// A call that is held up in the plugin until it is told to go on.
  private static final class HeldCall {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    HeldCall(FakePlugin fake, Slot slot) {
      fake.replacing(
          slot,
          a -> {
            inside.countDown();
            awaitUninterrupted(goOn);
            fake.device().call(slot, a);
            return 0;
          });
    }

    <T> Future<T> start(Callable<T> call) throws InterruptedException {
      FutureTask<T> task = new FutureTask<>(call);
      Thread.ofPlatform().start(task);
      inside.await();
      return task;
    }
  }

  static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anExecutionUnderWayKeepsAllThatItUses() throws Exception {
    try (FakePlugin fake = new FakePlugin()) {
      HeldCall held = new HeldCall(fake, Slot.LOADED_EXECUTABLE_EXECUTE);
      PjrtClient client = fake.client();
      PjrtExecutable executable = client.compile(PROGRAM, PjrtCompileOptions.oneDevice());
      PjrtBuffer first = upload(client);
      PjrtBuffer second = upload(client);
      Future<List<PjrtBuffer>> call = held.start(() -> executable.execute(List.of(first, second)));
      first.close();
      second.close();
      executable.close();
      client.close();
      assertEquals(0, fake.count(Slot.BUFFER_DESTROY));
      assertEquals(0, fake.count(Slot.LOADED_EXECUTABLE_DESTROY));
      assertEquals(0, fake.count(Slot.CLIENT_DESTROY));
      held.goOn.countDown();
      // Its results have no client to belong to: they are given back, and the caller is told.
      ExecutionException failure = assertThrows(ExecutionException.class, call::get);
      assertTrue(
          failure.toString().contains("client requires to be open, got a closed one"),
          failure.toString());
      assertEquals(3, fake.count(Slot.BUFFER_DESTROY));
      assertEquals(Slot.CLIENT_DESTROY, fake.calls().getLast());
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  @Test
  void anExecutionWhoseExecutableIsClosedStillGivesItsResults() throws Exception {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client()) {
      HeldCall held = new HeldCall(fake, Slot.LOADED_EXECUTABLE_EXECUTE);
      PjrtExecutable executable = client.compile(PROGRAM, PjrtCompileOptions.oneDevice());
      try (PjrtBuffer first = upload(client);
          PjrtBuffer second = upload(client)) {
        Future<List<PjrtBuffer>> call =
            held.start(() -> executable.execute(List.of(first, second)));
        executable.close();
        assertThrows(IllegalStateException.class, () -> executable.execute(List.of(second, first)));
        assertEquals(0, fake.count(Slot.LOADED_EXECUTABLE_DESTROY));
        held.goOn.countDown();
        call.get().forEach(PjrtBuffer::close);
        assertEquals(1, fake.count(Slot.LOADED_EXECUTABLE_DESTROY));
      }
    }
  }

  @Test
  void aFailedExecutionOfClosedArgumentsGivesEverythingBack() throws Exception {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client()) {
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      fake.replacing(
          Slot.LOADED_EXECUTABLE_EXECUTE,
          _ -> {
            inside.countDown();
            awaitUninterrupted(goOn);
            return fake.error(13, "it did not run");
          });
      try (PjrtExecutable executable = client.compile(PROGRAM, PjrtCompileOptions.oneDevice());
          PjrtBuffer first = upload(client);
          PjrtBuffer second = upload(client)) {
        FutureTask<List<PjrtBuffer>> call =
            new FutureTask<>(() -> executable.execute(List.of(first, second)));
        Thread.ofPlatform().start(call);
        inside.await();
        first.close();
        goOn.countDown();
        ExecutionException failure = assertThrows(ExecutionException.class, call::get);
        assertTrue(failure.getCause() instanceof PjrtException, failure.toString());
        assertEquals(0, failure.getCause().getSuppressed().length, "only the plugin's error");
        assertEquals(1, fake.count(Slot.BUFFER_DESTROY));
      }
      assertEquals(0, client.plugin().liveHandles().getOrDefault(PjrtHandleKind.BUFFER, 0L));
    }
  }

  @Test
  void awaitingAnEventOutlastsTheCloseOfAllThatItHangsOn() throws Exception {
    try (FakePlugin fake = new FakePlugin()) {
      HeldCall held = new HeldCall(fake, Slot.EVENT_AWAIT);
      PjrtClient client = fake.client();
      PjrtBuffer buffer = client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
      PjrtEvent ready = buffer.readyEvent();
      Future<Boolean> wait =
          held.start(
              () -> {
                ready.await();
                return true;
              });
      buffer.close();
      ready.close();
      client.close();
      assertFalse(wait.isDone());
      assertEquals(1, fake.count(Slot.BUFFER_DESTROY), "the event does not need the buffer");
      assertEquals(0, fake.count(Slot.EVENT_DESTROY));
      assertEquals(0, fake.count(Slot.CLIENT_DESTROY));
      assertThrows(IllegalStateException.class, ready::await);
      held.goOn.countDown();
      assertTrue(wait.get());
      List<Slot> calls = fake.calls();
      assertEquals(
          List.of(Slot.EVENT_DESTROY, Slot.CLIENT_DESTROY),
          calls.subList(calls.size() - 2, calls.size()));
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  @Test
  void manyThreadsThatCloseDestroyOnce() throws Exception {
    for (int round = 0; round < 50; round++) {
      try (FakePlugin fake = new FakePlugin();
          var threads = Executors.newFixedThreadPool(8)) {
        PjrtClient client = fake.client();
        PjrtBuffer buffer = client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> closes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          AutoCloseable handle = i % 2 == 0 ? client : buffer;
          closes.add(
              threads.submit(
                  () -> {
                    start.await();
                    handle.close();
                    return true;
                  }));
        }
        start.countDown();
        for (Future<Boolean> close : closes) {
          assertTrue(close.get());
        }
        assertEquals(1, fake.count(Slot.BUFFER_DESTROY));
        assertEquals(1, fake.count(Slot.CLIENT_DESTROY));
        assertEquals(Slot.CLIENT_DESTROY, fake.calls().getLast());
        assertEquals(Map.of(), fake.outstanding());
      }
    }
  }

  @Test
  void nothingOfAClosedClientMakesANativeCall() {
    try (FakePlugin fake = new FakePlugin();
        Arena arena = Arena.ofConfined()) {
      PjrtClient client = fake.client();
      PjrtDevice device = client.devices().getFirst();
      PjrtExecutable executable = client.compile(PROGRAM, PjrtCompileOptions.oneDevice());
      byte[] serialized = executable.program().serialize();
      PjrtBuffer buffer = upload(client);
      PjrtBuffer other = upload(client);
      PjrtEvent event = buffer.readyEvent();
      client.close();
      int calls = fake.calls().size();
      MemorySegment bytes = arena.allocate(16);
      for (Executable use :
          List.<Executable>of(
              () -> client.device(0),
              () -> client.addressableDevice(0),
              client::topologyAttributes,
              () -> client.defaultDeviceAssignment(1, 1),
              () -> client.compile(PROGRAM, PjrtCompileOptions.oneDevice()),
              () -> client.deserialize(MemorySegment.ofArray(serialized)),
              () -> upload(client),
              () -> client.uninitialized(FakeScenario.SHAPE, device),
              device::memoryStats,
              device::attributes,
              device::clearMemoryStats,
              () -> buffer.copyToHost(bytes),
              () -> buffer.copyTo(device),
              buffer::readyEvent,
              buffer::isDeleted,
              event::await,
              event::isReady,
              () -> executable.execute(List.of(buffer, other)),
              executable::delete,
              executable.program()::fingerprint,
              executable.program()::serialize,
              executable.program()::memoryStats)) {
        assertThrows(IllegalStateException.class, use);
        assertEquals(calls, fake.calls().size());
      }
      List.<AutoCloseable>of(event, buffer, executable, client).forEach(CloseTest::closeAgain);
      assertEquals(calls, fake.calls().size());
      assertEquals(Map.of(), fake.outstanding());
    }
  }

  private static void closeAgain(AutoCloseable handle) {
    try {
      handle.close();
    } catch (Exception e) {
      throw new AssertionError("the second close of " + handle, e);
    }
  }

  private static PjrtBuffer upload(PjrtClient client) {
    try (Arena arena = Arena.ofConfined()) {
      return client.upload(HostArray.copied(arena.allocate(16), FakeScenario.SHAPE));
    }
  }
}
