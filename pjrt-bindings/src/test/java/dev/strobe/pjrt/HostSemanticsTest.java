package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How long host memory belongs to a plugin, and that it cannot be taken away earlier.
class HostSemanticsTest {
  private static final PjrtShape F32X4 = TestPrograms.F32X4;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aCopyDoesNotSeeLaterWrites(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      for (int round = 0; round < 50; round++) {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment data = arena.allocateFrom(JAVA_FLOAT, TestPrograms.filled(4096, round));
          PjrtBuffer buffer =
              client.upload(HostArray.copied(data, PjrtShape.of(PjrtElementType.F32, 4096)));
          data.fill((byte) -1);
          try (buffer) {
            assertArrayEquals(TestPrograms.filled(4096, round), TestPrograms.read(buffer));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTransferHoldsItsMemoryUntilItIsDone(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        HostMemory memory = HostMemory.allocate(16)) {
      memory.segment().copyFrom(floats(1, 2, 3, 4));
      PjrtBuffer buffer =
          client.upload(HostArray.lent(memory, 0, F32X4, HostSemantics.UNTIL_TRANSFERRED));
      buffer.await();
      buffer.close();
      memory.close();
      assertEquals(0, memory.leases());
    }
  }

  @ParameterizedTest
  @EnumSource
  void alignedMemoryIsTheBufferItselfAndStaysLeasedWhileItLives(TestPlugins which) {
    try (PjrtClient client = which.client(1)) {
      HostMemory memory = HostMemory.allocate(64 + 16);
      memory.segment().asSlice(64).copyFrom(floats(1, 2, 3, 4));
      PjrtBuffer buffer = client.upload(HostArray.lent(memory, 64, F32X4));
      assertEquals(memory.segment().address() + 64, buffer.unsafePointer());
      assertEquals(1, memory.leases());
      assertThrows(IllegalStateException.class, memory::close);
      memory.segment().set(JAVA_FLOAT, 64, 42);
      assertEquals(42, TestPrograms.read(buffer)[0]);
      assertEquals(1, memory.leases(), "reading gave the memory back");
      buffer.close();
      memory.close();
      memory.close();
      assertEquals(0, memory.leases());
      assertThrows(
          IllegalStateException.class, () -> client.upload(HostArray.lent(memory, 64, F32X4)));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void misalignedMemoryIsCopied(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        HostMemory memory = HostMemory.allocate(128)) {
      for (long offset : new long[] {4, 8, 16, 32}) {
        memory.segment().asSlice(offset).copyFrom(floats(1, 2, 3, 4));
        try (PjrtBuffer buffer = client.upload(HostArray.lent(memory, offset, F32X4))) {
          assertNotEquals(memory.segment().address() + offset, buffer.unsafePointer());
          assertArrayEquals(new float[] {1, 2, 3, 4}, TestPrograms.read(buffer));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMappedFileIsLentWithoutACopy(TestPlugins which) throws IOException {
    Path file = folder.resolve("weights");
    Files.write(file, floats(5, 6, 7, 8).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    Arena arena = Arena.ofShared();
    MemorySegment mapped;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 16, arena);
    }
    try (PjrtClient client = which.client(1);
        HostMemory memory = HostMemory.adopt(arena, mapped);
        PjrtBuffer buffer = client.upload(HostArray.lent(memory, 0, F32X4));
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE);
        PjrtBuffer output = addOne.execute(List.of(buffer)).getFirst()) {
      assertEquals(mapped.address(), buffer.unsafePointer());
      assertArrayEquals(new float[] {6, 7, 8, 9}, TestPrograms.read(output));
    }
    assertThrows(IllegalStateException.class, () -> mapped.get(JAVA_FLOAT, 0));
  }

  @ParameterizedTest
  @EnumSource
  void donatedMutableMemoryIsUpdatedInPlace(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE);
        HostMemory memory = HostMemory.allocate(64)) {
      memory.segment().copyFrom(floats(1, 2, 3, 4));
      try (PjrtBuffer input =
              client.upload(HostArray.lent(memory, 0, F32X4, HostSemantics.MUTABLE_ZERO_COPY));
          PjrtBuffer output = addOne.execute(List.of(input)).getFirst()) {
        output.await();
        assertEquals(memory.segment().address(), output.unsafePointer());
        assertArrayEquals(
            new float[] {2, 3, 4, 5}, memory.segment().asSlice(0, 16).toArray(JAVA_FLOAT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void donatedImmutableMemoryIsNeverWritten(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        PjrtExecutable addOne = TestPrograms.compile(client, TestPrograms.ADD_ONE_IN_PLACE);
        HostMemory memory = HostMemory.allocate(64)) {
      memory.segment().copyFrom(floats(1, 2, 3, 4));
      try (PjrtBuffer input = client.upload(HostArray.lent(memory, 0, F32X4));
          PjrtBuffer output = addOne.execute(List.of(input)).getFirst()) {
        assertArrayEquals(new float[] {2, 3, 4, 5}, TestPrograms.read(output));
        assertTrue(input.isDeleted());
        assertArrayEquals(
            new float[] {1, 2, 3, 4}, memory.segment().asSlice(0, 16).toArray(JAVA_FLOAT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryIsGivenBackWhenTheClientIsClosedOverItsBuffers(TestPlugins which) {
    HostMemory memory = HostMemory.allocate(64);
    try (PjrtClient client = which.client(1)) {
      client.upload(HostArray.lent(memory, 0, F32X4));
      client.view(memory, 0, F32X4, client.devices().getFirst());
      assertEquals(2, memory.leases());
    }
    memory.close();
    assertEquals(0, memory.leases());
  }

  @Test
  void doneIsHeardOnceAndOnlyWhenTheBufferDies() {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client();
        HostMemory memory = HostMemory.allocate(64)) {
      PjrtBuffer buffer = client.upload(HostArray.lent(memory, 0, F32X4));
      assertEquals(1, fake.count(Slot.EVENT_ON_READY));
      assertEquals(1, fake.count(Slot.EVENT_DESTROY), "the event itself went at once");
      assertEquals(1, client.api().callbacks().pending());
      buffer.close();
      assertEquals(0, client.api().callbacks().pending());
      assertEquals(0, memory.leases());
    }
  }

  @Test
  void memoryCannotBeFreedUnderARunningUpload() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (FakePlugin fake = new FakePlugin()) {
      fake.replacing(
          Slot.CLIENT_BUFFER_FROM_HOST_BUFFER,
          _ -> {
            inside.countDown();
            awaitUninterrupted(goOn);
            return fake.error(1, "cancelled");
          });
      try (PjrtClient client = fake.client()) {
        Arena arena = Arena.ofShared();
        HostArray array = HostArray.copied(arena.allocate(16), F32X4);
        Thread uploader =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        client.upload(array);
                      } catch (Throwable e) {
                        failure.set(e);
                      }
                    });
        inside.await();
        assertThrows(IllegalStateException.class, arena::close);
        goOn.countDown();
        uploader.join();
        arena.close();
      }
      assertTrue(failure.get() instanceof PjrtException, String.valueOf(failure.get()));
    }
  }

  @Test
  void adoptsOnlyMemoryThatAllThreadsMayUse() {
    try (Arena confined = Arena.ofConfined();
        Arena other = Arena.ofShared()) {
      MemorySegment segment = confined.allocate(16);
      assertThrows(
          IllegalArgumentException.class, () -> HostMemory.adopt(confined, segment).close());
      assertThrows(IllegalArgumentException.class, () -> HostMemory.adopt(other, segment).close());
      assertThrows(
          IllegalArgumentException.class,
          () -> HostMemory.adopt(other, MemorySegment.ofArray(new byte[4])).close());
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static MemorySegment floats(float... values) {
    return MemorySegment.ofArray(values);
  }
}
