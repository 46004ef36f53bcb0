package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostArrayTest {
  private static final PjrtShape F32X2X3 = PjrtShape.of(PjrtElementType.F32, 2, 3);

  @Test
  void refusesShapesThatAreNone() {
    for (long[] dimensions :
        new long[][] {{-1}, {3, -2}, {0, -1}, {1L << 31, 1L << 32}, {1L << 62}, {3, 1L << 62}}) {
      assertThrows(
          IllegalArgumentException.class, () -> PjrtShape.of(PjrtElementType.F32, dimensions));
    }
    assertEquals(0, PjrtShape.of(PjrtElementType.F64, 1L << 62, 0).hostByteSize());
    assertEquals(
        "shape requires dimensions of 0 or more, got f32[3,-2]",
        assertThrows(IllegalArgumentException.class, () -> PjrtShape.of(PjrtElementType.F32, 3, -2))
            .getMessage());
  }

  @Test
  void refusesDataShorterThanTheShape() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(23);
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> HostArray.copied(data, F32X2X3));
      assertEquals("host array of f32[2,3] requires 24 bytes, got 23", refusal.getMessage());
    }
    try (HostMemory memory = HostMemory.allocate(64)) {
      assertThrows(IllegalArgumentException.class, () -> HostArray.lent(memory, 44, F32X2X3));
      assertThrows(IllegalArgumentException.class, () -> HostArray.lent(memory, -4, F32X2X3));
      assertThrows(
          IllegalArgumentException.class, () -> HostArray.lent(memory, Long.MAX_VALUE, F32X2X3));
      assertEquals(0, memory.leases());
    }
  }

  @Test
  void refusesAHeapSegment() {
    MemorySegment heap = MemorySegment.ofArray(new float[6]);
    assertThrows(IllegalArgumentException.class, () -> HostArray.copied(heap, F32X2X3));
  }

  @Test
  void refusesClosedMemoryAndAnotherThreadsMemory() throws Exception {
    try (FakePlugin fake = new FakePlugin();
        PjrtClient client = fake.client()) {
      Arena closed = Arena.ofConfined();
      HostArray gone = HostArray.copied(closed.allocate(24), F32X2X3);
      closed.close();
      assertThrows(IllegalStateException.class, () -> client.upload(gone));
      try (Arena confined = Arena.ofConfined()) {
        HostArray foreign = HostArray.copied(confined.allocate(24), F32X2X3);
        Throwable[] thrown = new Throwable[1];
        Thread thread =
            Thread.ofPlatform()
                .start(
                    () ->
                        thrown[0] =
                            assertThrows(
                                IllegalStateException.class, () -> client.upload(foreign)));
        thread.join();
        assertTrue(thrown[0] != null, "no refusal on the other thread");
      }
      assertEquals(0, fake.count(Slot.CLIENT_BUFFER_FROM_HOST_BUFFER));
    }
  }

  @Test
  void refusesStridesThatItCannotBeSureOf() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(1024);
      for (long[] strides :
          new long[][] {{12}, {12, 4, 4}, {-12, 4}, {12, -4}, {0, 4}, {12, 0}, {12, 6}}) {
        assertThrows(
            IllegalArgumentException.class, () -> HostArray.strided(data, F32X2X3, strides));
      }
      MemorySegment tight = arena.allocate(12 + 2 * 4 + 4 - 1);
      assertThrows(IllegalArgumentException.class, () -> HostArray.strided(tight, F32X2X3, 12, 4));
      assertThrows(
          ArithmeticException.class,
          () -> HostArray.strided(data, F32X2X3, Long.MAX_VALUE - 3, Long.MAX_VALUE - 3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsTransposedSlicedAndPaddedData(TestPlugins which) {
    Random random = new Random(5);
    try (PjrtClient client = which.client(1)) {
      for (int round = 0; round < 20; round++) {
        int rows = 1 + random.nextInt(9);
        int columns = 1 + random.nextInt(9);
        int step = 1 + random.nextInt(3);
        // Element [i,j] of the array is at (j * pitch + i) * step: transposed, padded and sliced.
        int pitch = rows + random.nextInt(3);
        int[] data = random.ints((long) columns * pitch * step).toArray();
        int[] expected = new int[rows * columns];
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            expected[i * columns + j] = data[(j * pitch + i) * step];
          }
        }
        try (Arena arena = Arena.ofConfined();
            PjrtBuffer buffer =
                client.upload(
                    HostArray.strided(
                        arena.allocateFrom(JAVA_INT, data),
                        PjrtShape.of(PjrtElementType.S32, rows, columns),
                        4L * step,
                        4L * step * pitch))) {
          assertArrayEquals(expected, buffer.toHost(arena).toArray(JAVA_INT), rows + "x" + columns);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesADenseArrayWithItsStridesAsDense(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined();
        PjrtBuffer buffer =
            client.upload(
                HostArray.strided(
                    arena.allocateFrom(JAVA_FLOAT, 1, 2, 3, 4, 5, 6), F32X2X3, 12, 4))) {
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, TestPrograms.read(buffer));
    }
  }
}
