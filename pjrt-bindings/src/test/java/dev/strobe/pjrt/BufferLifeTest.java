package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BufferLifeTest {
  @ParameterizedTest
  @EnumSource
  void aDeletedBufferIsRefusedEverywhereAndStillClosed(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined();
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE)) {
      PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4);
      assertFalse(buffer.isDeleted());
      buffer.delete();
      buffer.delete();
      assertTrue(buffer.isDeleted());
      MemorySegment target = arena.allocate(16);
      for (Executable use :
          List.<Executable>of(
              () -> buffer.copyToHost(target),
              () -> buffer.copyRawToHost(target, 0),
              () -> buffer.copyTo(client.devices().getFirst()),
              () -> buffer.copyTo(client.memories().getFirst()),
              buffer::unsafePointer,
              buffer::pin)) {
        IllegalStateException refusal = assertThrows(IllegalStateException.class, use);
        assertTrue(refusal.getMessage().contains("got a deleted one"), refusal.getMessage());
      }
      assertThrows(IllegalArgumentException.class, () -> addOne.execute(List.of(buffer)));
      assertEquals(1, which.load().liveHandles().get(PjrtHandleKind.BUFFER));
      buffer.close();
      buffer.close();
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @Test
  void aClosedBufferMakesNoNativeCall() {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client();
        Arena arena = Arena.ofConfined()) {
      PjrtBuffer buffer = client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst());
      buffer.close();
      buffer.close();
      int calls = fake.calls().size();
      MemorySegment target = arena.allocate(16);
      for (Executable use :
          List.<Executable>of(
              () -> buffer.copyToHost(target),
              () -> buffer.copyRawToHost(target, 0),
              () -> buffer.copyTo(client.devices().getFirst()),
              buffer::readyEvent,
              buffer::await,
              buffer::isDeleted,
              buffer::delete,
              buffer::onDeviceByteSize,
              buffer::unsafePointer,
              buffer::pin,
              buffer::memory)) {
        assertThrows(IllegalStateException.class, use);
      }
      assertEquals(calls, fake.calls().size());
      assertEquals(1, fake.count(Slot.BUFFER_DESTROY));
      assertEquals(FakeScenario.SHAPE, buffer.shape(), "what is known stays readable");
    }
  }

  @ParameterizedTest
  @EnumSource
  void copiesToDevicesAndMemoriesKeepTheBytesAndTheSource(TestPlugins which) {
    try (PjrtClient client = which.client(2);
        PjrtBuffer source = TestPrograms.upload(client, 1, 2, 3, 4)) {
      PjrtDevice second = client.devices().get(1);
      PjrtMemory memory = second.defaultMemory();
      try (PjrtBuffer onDevice = source.copyTo(second);
          PjrtBuffer inMemory = source.copyTo(memory)) {
        for (PjrtBuffer copy : List.of(onDevice, inMemory)) {
          assertSame(second, copy.device());
          assertSame(memory, copy.memory());
          assertArrayEquals(new float[] {1, 2, 3, 4}, TestPrograms.read(copy));
        }
        source.delete();
        assertArrayEquals(new float[] {1, 2, 3, 4}, TestPrograms.read(onDevice));
      }
      assertFalse(source.isClosed());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void aPinnedBufferIsNotDonated(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE);
        PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4)) {
      buffer.pin();
      buffer.pin();
      buffer.unpin();
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> addOne.execute(List.of(buffer)));
      assertTrue(refusal.getMessage().contains("pinned"), refusal.getMessage());
      assertArrayEquals(new float[] {1, 2, 3, 4}, TestPrograms.read(buffer));
      buffer.unpin();
      assertThrows(IllegalStateException.class, buffer::unpin);
      try (PjrtBuffer output = addOne.execute(List.of(buffer)).getFirst()) {
        assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aViewIsTheMemoryAndGivesItBack(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        HostMemory memory = HostMemory.allocate(64)) {
      memory.segment().copyFrom(MemorySegment.ofArray(new float[] {4, 3, 2, 1}));
      PjrtDevice device = client.devices().getFirst();
      try (PjrtBuffer view = client.view(memory, 0, TestPrograms.F32X4, device)) {
        assertEquals(memory.segment().address(), view.unsafePointer());
        assertArrayEquals(new float[] {4, 3, 2, 1}, TestPrograms.read(view));
        assertEquals(1, memory.leases());
        assertThrows(IllegalStateException.class, memory::close);
      }
      assertThrows(PjrtException.class, () -> client.view(memory, 4, TestPrograms.F32X4, device));
      memory.close();
      assertEquals(0, client.api().callbacks().pending());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void anUninitialisedBufferHasItsShapeAndCanBeRead(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtBuffer buffer = client.uninitialized(TestPrograms.F32X4, client.devices().getFirst())) {
      assertEquals(TestPrograms.F32X4, buffer.pluginShape());
      assertEquals(4, TestPrograms.read(buffer).length);
      assertTrue(buffer.isOnCpu());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "OLDEST", mode = EnumSource.Mode.EXCLUDE)
  void awaitingAnErrorBufferRaisesItsError(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtBuffer buffer = errorBuffer(client);
        PjrtEvent ready = buffer.readyEvent()) {
      PjrtException failure = assertThrows(PjrtException.class, ready::await);
      assertTrue(failure.pluginMessage().contains("it was lost"), failure.pluginMessage());
      assertEquals(PjrtErrorCode.DATA_LOSS, failure.code().orElseThrow());
      Optional<PjrtException> asked = ready.failure();
      assertTrue(asked.orElseThrow().pluginMessage().contains("it was lost"));
      assertThrows(PjrtException.class, () -> TestPrograms.read(buffer));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @Test
  void aPluginWithoutErrorBuffersIsNamed() {
    try (PjrtClient client = TestPlugins.OLDEST.client(1)) {
      UnsupportedOperationException refusal =
          assertThrows(UnsupportedOperationException.class, () -> errorBuffer(client));
      assertTrue(refusal.getMessage().contains("PJRT API 0.81"), refusal.getMessage());
    }
  }

  private static PjrtBuffer errorBuffer(PjrtClient client) {
    return client.errorBuffer(
        TestPrograms.F32X4,
        client.devices().getFirst().defaultMemory(),
        PjrtErrorCode.DATA_LOSS,
        "it was lost");
  }
}
