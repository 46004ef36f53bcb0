package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every element type there and back, byte for byte.
class BufferTypeTest {
  private static final List<long[]> DIMENSIONS =
      List.of(
          new long[] {},
          new long[] {1},
          new long[] {7},
          new long[] {0},
          new long[] {3, 0, 5},
          new long[] {3, 5},
          new long[] {2, 1, 3, 1, 5, 3});

  static Stream<Arguments> typesOfPlugins() {
    return Stream.of(TestPlugins.values())
        .flatMap(
            plugin ->
                Stream.of(PjrtElementType.values())
                    .filter(type -> plugin.load().version().reaches(type.since().minor()))
                    .filter(type -> plugin != TestPlugins.OLDEST || type.bits() >= 8)
                    .map(type -> Arguments.of(plugin, type)));
  }

  @ParameterizedTest
  @MethodSource("typesOfPlugins")
  void comesBackByteForByte(TestPlugins plugin, PjrtElementType type) {
    Random random = new Random(type.number());
    try (PjrtClient client = plugin.client(1)) {
      for (long[] dimensions : DIMENSIONS) {
        PjrtShape shape = PjrtShape.of(type, dimensions);
        byte[] bytes = new byte[Math.toIntExact(shape.hostByteSize())];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = value(type, random.nextInt());
        }
        try (Arena arena = Arena.ofConfined();
            PjrtBuffer buffer =
                client.upload(HostArray.copied(arena.allocateFrom(JAVA_BYTE, bytes), shape))) {
          assertEquals(shape, buffer.pluginShape());
          assertArrayEquals(bytes, buffer.toHost(arena).toArray(JAVA_BYTE), shape.toString());
          assertEquals(shape.dimensions(), buffer.unpaddedDimensions());
          assertEquals(List.of(), buffer.dynamicDimensions());
        }
      }
    }
  }

  @Test
  void theOldestPluginCannotUnpackSubByteArraysAndIsNamed() {
    PjrtShape shape = PjrtShape.of(PjrtElementType.S4, 3, 0, 5);
    try (PjrtClient client = TestPlugins.OLDEST.client(1);
        Arena arena = Arena.ofConfined();
        PjrtBuffer buffer = client.upload(HostArray.copied(arena.allocate(1), shape))) {
      String message =
          assertThrows(UnsupportedOperationException.class, () -> buffer.toHost(arena))
              .getMessage();
      assertTrue(message.contains("0.81"), message);
    }
  }

  /// One host byte of a value: below eight bits, the low ones.
  private static byte value(PjrtElementType type, int bits) {
    return (byte) (type == PjrtElementType.PRED ? bits & 1 : bits & ((1L << type.bits()) - 1));
  }

  @ParameterizedTest
  @EnumSource
  void packsSubByteValuesOnTheDeviceForOddCounts(TestPlugins which) {
    try (PjrtClient client = which.client(1);
        Arena arena = Arena.ofConfined()) {
      MemorySegment values = arena.allocateFrom(JAVA_BYTE, new byte[] {-8, 7, -1, 3, 1});
      try (PjrtBuffer buffer =
          client.upload(HostArray.copied(values, PjrtShape.of(PjrtElementType.S4, 5)))) {
        assertEquals(3, buffer.onDeviceByteSize());
        assertArrayEquals(new byte[] {8, 7, 15, 3, 1}, buffer.toHost(arena).toArray(JAVA_BYTE));
      }
    }
  }

  @Test
  void numbersAreThoseOfTheHeader() throws ReflectiveOperationException {
    for (PjrtElementType type : PjrtElementType.values()) {
      assertEquals(
          Pjrt.class.getMethod("PJRT_Buffer_Type_" + type.name()).invoke(null), type.number());
      assertEquals(Optional.of(type), PjrtElementType.of(type.number()));
    }
    assertEquals(13, PjrtElementType.BF16.number());
    long inHeader =
        Arrays.stream(Pjrt.class.getMethods())
            .filter(method -> method.getName().startsWith("PJRT_Buffer_Type_"))
            .count();
    assertEquals(inHeader, PjrtElementType.values().length + 2, "all but INVALID and TOKEN");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 34, 35, -1, Integer.MAX_VALUE})
  void aNumberThatIsNoArrayTypeIsNone(int number) {
    assertEquals(Optional.empty(), PjrtElementType.of(number));
  }

  @Test
  void aTypeYoungerThanThePluginIsRefusedInJava() {
    try (FakePlugin fake = new FakePlugin().version(0, 100);
        PjrtClient client = fake.client();
        Arena arena = Arena.ofConfined()) {
      PjrtShape shape = PjrtShape.of(PjrtElementType.F6E2M3FN, 4);
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> client.upload(HostArray.copied(arena.allocate(4), shape)));
      assertTrue(refusal.getMessage().contains("PJRT API 0.114"), refusal.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> client.uninitialized(shape, client.devices().getFirst()));
      assertEquals(0, fake.count(Slot.CLIENT_BUFFER_FROM_HOST_BUFFER));
    }
  }
}
