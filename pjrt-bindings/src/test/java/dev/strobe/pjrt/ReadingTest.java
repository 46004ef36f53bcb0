package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingTest {
  /// Gives its f32[2,3] back with the inner dimension outermost in memory.
  private static final PjrtProgram COLUMN_MAJOR =
      PjrtProgram.mlir(
          """
          module @columns {
            func.func public @main(%x: tensor<2x3xf32> {mhlo.layout_mode = "default"})
                -> (tensor<2x3xf32> {mhlo.layout_mode = "{0,1}"}) {
              %0 = stablehlo.add %x, %x : tensor<2x3xf32>
              return %0 : tensor<2x3xf32>
            }
          }
          """);

  @ParameterizedTest
  @EnumSource
  void aTransposedDeviceLayoutIsReadInOrder(TestPlugins which) {
    PjrtShape shape = PjrtShape.of(PjrtElementType.F32, 2, 3);
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined();
        PjrtExecutable columns = TestPrograms.compile(client, COLUMN_MAJOR);
        PjrtBuffer input =
            client.upload(
                HostArray.copied(arena.allocateFrom(JAVA_FLOAT, 1, 2, 3, 4, 5, 6), shape));
        PjrtBuffer output = columns.execute(List.of(input)).getFirst()) {
      assertEquals(Optional.of("{1,0}"), input.layout());
      assertEquals(Optional.of("{0,1}"), output.layout());
      if (which == TestPlugins.OLDEST) {
        UnsupportedOperationException refusal =
            assertThrows(UnsupportedOperationException.class, () -> TestPrograms.read(output));
        assertTrue(refusal.getMessage().contains("{0,1}"), refusal.getMessage());
      } else {
        assertArrayEquals(new float[] {2, 4, 6, 8, 10, 12}, TestPrograms.read(output));
      }
      MemorySegment raw = arena.allocate(24, 4);
      output.copyRawToHost(raw, 0);
      assertArrayEquals(new float[] {2, 8, 4, 10, 6, 12}, raw.toArray(JAVA_FLOAT));
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void refusesATargetThatIsTooSmallReadOnlyOrOnTheHeap(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined();
        PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4)) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> buffer.copyToHost(arena.allocate(15)));
      assertEquals("copy of f32[4] to host requires 16 bytes, got 15", refusal.getMessage());
      assertThrows(
          IllegalArgumentException.class, () -> buffer.copyToHost(arena.allocate(16).asReadOnly()));
      assertThrows(
          IllegalArgumentException.class,
          () -> buffer.copyToHost(MemorySegment.ofArray(new byte[16])));
      MemorySegment roomy = arena.allocate(20);
      buffer.copyToHost(roomy);
      assertEquals(0, roomy.get(JAVA_BYTE, 16));
    }
  }

  @Test
  void refusesAClosedTargetAndAnotherThreads() throws Exception {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client();
        PjrtBuffer buffer = client.uninitialized(FakeScenario.SHAPE, client.devices().getFirst())) {
      for (Arena arena : List.of(Arena.ofConfined(), Arena.ofShared())) {
        MemorySegment gone = arena.allocate(16);
        arena.close();
        assertThrows(IllegalStateException.class, () -> buffer.copyToHost(gone));
        assertThrows(IllegalStateException.class, () -> buffer.copyRawToHost(gone, 0));
      }
      try (Arena confined = Arena.ofConfined()) {
        MemorySegment foreign = confined.allocate(16);
        FutureTask<IllegalStateException> copy =
            new FutureTask<>(
                () -> assertThrows(IllegalStateException.class, () -> buffer.copyToHost(foreign)));
        Thread.ofPlatform().start(copy);
        assertTrue(copy.get().toString().contains("belongs to this thread or to all"));
      }
      assertEquals(0, fake.count(Slot.BUFFER_TO_HOST_BUFFER));
      assertEquals(0, fake.count(Slot.BUFFER_COPY_RAW_TO_HOST));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAsynchronousCopyHoldsItsTarget(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        HostMemory memory = HostMemory.allocate(64);
        PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4)) {
      try (PjrtEvent done = buffer.startCopyToHost(memory, 16)) {
        done.await();
      }
      assertArrayEquals(
          new float[] {1, 2, 3, 4}, memory.segment().asSlice(16, 16).toArray(JAVA_FLOAT));
      assertThrows(
          IllegalArgumentException.class, () -> buffer.startCopyToHost(memory, 52).close());
    }
    assertEquals(Map.of(), which.load().liveHandles());
  }

  @ParameterizedTest
  @EnumSource
  void readsPartsOfTheRawBytesButNotBeyondThem(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined();
        PjrtBuffer buffer = TestPrograms.upload(client, 1, 2, 3, 4)) {
      MemorySegment middle = arena.allocate(8, 4);
      buffer.copyRawToHost(middle, 4);
      assertArrayEquals(new float[] {2, 3}, middle.toArray(JAVA_FLOAT));
      buffer.copyRawToHost(arena.allocate(0), 0);
      buffer.copyRawToHost(arena.allocate(0), 16);
      for (long offset : new long[] {-1, 9, 16, 17, Long.MAX_VALUE}) {
        IllegalArgumentException refusal =
            assertThrows(
                IllegalArgumentException.class, () -> buffer.copyRawToHost(middle, offset));
        assertTrue(refusal.getMessage().contains("within its 16"), refusal.getMessage());
      }
    }
  }
}
