package dev.strobe.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpyFileTest {
  @TempDir private Path folder;

  @Test
  void readsAnArchiveThatNumPyDeflated() {
    ImmutableMap<String, Object> expected =
        JsonValues.object(Fixtures.bytes("arrays.json"), FilePlace.of(Path.of("arrays.json")));
    ImmutableMap<String, NpyArray> arrays =
        NpyFile.readArchive(Fixtures.copy("arrays.npz", folder));
    assertEquals(
        ImmutableList.of("f32", "f64", "i32", "i64", "scalar", "f16"), arrays.keySet().asList());
    expected.forEach(
        (name, bits) -> {
          double[] values = Objects.requireNonNull(arrays.get(name)).doubles();
          List<?> wanted = (List<?>) bits;
          assertEquals(wanted.size(), values.length, name);
          for (int i = 0; i < values.length; i++) {
            String got = "%016x".formatted(Double.doubleToLongBits(values[i]));
            assertEquals(wanted.get(i), got, name);
          }
        });
  }

  @Test
  void readsWholeNumbersExactly() {
    ImmutableMap<String, NpyArray> arrays =
        NpyFile.readArchive(Fixtures.copy("arrays.npz", folder));
    NpyArray wide = Objects.requireNonNull(arrays.get("i64"));
    assertEquals(ImmutableLongArray.of(2, 1), wide.shape());
    assertArrayEquals(new long[] {1L << 60, -1}, wide.longs());
    NpyArray narrow = Objects.requireNonNull(arrays.get("i32"));
    assertArrayEquals(new long[] {-3, -2, -1, 0, 1, 2}, narrow.longs());
    NpyArray scalar = Objects.requireNonNull(arrays.get("scalar"));
    assertEquals(ImmutableLongArray.of(), scalar.shape());
    assertThrows(IllegalStateException.class, scalar::longs);
  }

  @Test
  void writesTheBytesThatNumPyWrites() throws IOException {
    NpyArray array = NpyFile.read(Fixtures.copy("f32.npy", folder));
    Path own = folder.resolve("own.npy");
    NpyFile.write(own, array.shape(), array.floats());
    assertArrayEquals(Fixtures.bytes("f32.npy"), Files.readAllBytes(own));
    NpyArray second = NpyFile.read(Fixtures.copy("f32_v2.npy", folder));
    assertArrayEquals(array.floats(), second.floats());
  }

  @Test
  void replacesAnOlderFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("out.npy"), "old");
    int count = 700_000;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment values = arena.allocate(4L * count, 64).fill((byte) 1);
      NpyFile.write(file, ImmutableLongArray.of(7, 100_000), values);
      assertEquals(-1, NpyFile.read(file).data().mismatch(values));
    }
    NpyFile.write(file, ImmutableLongArray.of(), new float[] {2});
    assertArrayEquals(new float[] {2}, NpyFile.read(file).floats());
    NpyFile.write(file, ImmutableLongArray.of(0, 3), new float[0]);
    assertEquals(ImmutableLongArray.of(0, 3), NpyFile.read(file).shape());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(ImmutableList.of(file), files.toList());
    }
  }

  @Test
  void refusesPlacesItCannotWriteTo() throws IOException {
    Path nowhere = folder.resolve("no/such/folder.npy");
    Refusals.assertRefusal(
        nowhere, () -> write(nowhere), "requires an existing folder to be written to");
    Path taken = folder.resolve("taken.npy");
    Files.createDirectories(taken.resolve("inside"));
    Refusals.assertRefusal(taken, () -> write(taken), "requires the name of a file");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(ImmutableList.of(taken), files.toList());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> NpyFile.write(nowhere, ImmutableLongArray.of(2), new float[1]));
  }

  @Test
  void writesToADeviceAsItIs() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("full.npy"), Path.of("/dev/full"));
    Refusals.assertRefusal(full, () -> write(full), "requires a place to write 4 bytes, got No sp");
    assertTrue(Files.isSymbolicLink(full));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(ImmutableList.of(full), files.toList());
    }
  }

  @Test
  void refusesWhatItDoesNotRead() throws IOException {
    refused(Fixtures.copy("fortran.npy", folder), "requires rows in C order");
    refused(Fixtures.copy("big_endian.npy", folder), "requires one of the types", "got >f4");
    refused(folder.resolve("none.npy"), "got no such file");
    refused(Files.writeString(folder.resolve("short.npy"), "\u0093NUM"), "magic");
    byte[] whole = Fixtures.bytes("f32.npy");
    whole[6] = 9;
    refused(Fixtures.write(folder.resolve("v9.npy"), whole), "version 1 to 3", "got 9");
    Path zip = Files.writeString(folder.resolve("bad.npz"), "PK no zip");
    Refusals.assertRefusal(zip, () -> NpyFile.readArchive(zip), "a readable .npz archive");
  }

  @Test
  void refusesShapesThatTheFileDoesNotHold() {
    for (String shape : List.of("(2, 4), }", "(99999999999, 999999999999), }", "(-2, 3), }")) {
      String text = new String(Fixtures.bytes("f32.npy"), StandardCharsets.ISO_8859_1);
      byte[] bytes = text.replace("(2, 3), }", shape).getBytes(StandardCharsets.ISO_8859_1);
      refused(Fixtures.write(folder.resolve("shape.npy"), bytes), "requires");
    }
  }

  private static void write(Path file) {
    NpyFile.write(file, ImmutableLongArray.of(1), new float[] {1});
  }

  private static void refused(Path file, String... words) {
    Refusals.assertRefusal(file, () -> NpyFile.read(file), words);
  }
}
