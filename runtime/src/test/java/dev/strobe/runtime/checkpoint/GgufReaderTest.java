package dev.strobe.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GgufReaderTest {
  @TempDir private Path folder;

  @Test
  void readsEveryValueTypeOfTheReferenceWriter() {
    try (Checkpoint checkpoint = Checkpoints.open(Fixtures.copy("sample.gguf", folder))) {
      Map<String, Object> found = checkpoint.configuration();
      assertEquals(Checkpoint.Format.GGUF, checkpoint.format());
      assertEquals("llama", found.get("general.architecture"));
      assertEquals(200L, found.get("v.u8"));
      assertEquals(-100L, found.get("v.i8"));
      assertEquals(60_000L, found.get("v.u16"));
      assertEquals(-30_000L, found.get("v.i16"));
      assertEquals(4_000_000_000L, found.get("v.u32"));
      assertEquals(-2_000_000_000L, found.get("v.i32"));
      assertEquals(new BigInteger("18446744073709551615"), found.get("v.u64"));
      assertEquals(-(1L << 62), found.get("v.i64"));
      assertEquals((double) 1e-5f, found.get("v.f32"));
      assertEquals(0.1, found.get("v.f64"));
      assertEquals(true, found.get("v.bool"));
      assertEquals("snow \u2603 and \uD83D\uDE00", found.get("v.string"));
      assertEquals(ImmutableList.of("a", "", "\u00e9t\u00e9"), found.get("v.strings"));
      assertArrayEquals(new int[] {1, -2, 3}, (int[]) found.get("v.ints"));
      assertArrayEquals(new float[] {0.5f, -1.25f}, (float[]) found.get("v.floats"));
      assertArrayEquals(new boolean[] {true, false}, (boolean[]) found.get("v.bools"));
    }
  }

  @Test
  void readsTheTensorsOfTheReferenceWriter() {
    Map<String, NpyArray> expected = NpyFile.readArchive(Fixtures.copy("sample.gguf.npz", folder));
    try (Checkpoint checkpoint = Checkpoints.open(Fixtures.copy("sample.gguf", folder))) {
      assertEquals(
          ImmutableList.of("plain", "half", "cube", "four", "brain"),
          checkpoint.tensors().keySet().asList());
      assertEquals(TensorEncoding.Q4_1, checkpoint.tensor("four").encoding());
      expected.forEach(
          (name, array) -> {
            TensorEntry tensor = checkpoint.tensor(name);
            assertEquals(array.shape(), tensor.dims(), name);
            assertArrayEquals(array.floats(), decoded(tensor), name);
          });
    }
  }

  @Test
  void readsVersionTwoAndItsOwnAlignment() {
    byte[] nested =
        GgufFileBuilder.concat(
            GgufFileBuilder.ints(9),
            GgufFileBuilder.longs(1),
            GgufFileBuilder.ints(4),
            GgufFileBuilder.longs(2),
            GgufFileBuilder.ints(7, -1));
    Path file =
        new GgufFileBuilder()
            .version(2)
            .alignment(128)
            .rawValue("nested", 9, nested)
            .f32Tensor("a", new long[] {1}, 1)
            .f32Tensor("b", new long[] {2, 3}, 1, 2, 3, 4, 5, 6)
            .f32Tensor("scalar", new long[0], 9)
            .write(folder.resolve("two.gguf"));
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      TensorEntry b = checkpoint.tensor("b");
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, decoded(b));
      assertEquals(ImmutableLongArray.of(2, 3), b.dims());
      assertEquals(2, b.rows());
      assertEquals(3, b.rowElements());
      assertArrayEquals(new float[] {9}, decoded(checkpoint.tensor("scalar")));
      List<?> outer = (List<?>) Objects.requireNonNull(checkpoint.configuration().get("nested"));
      assertArrayEquals(new long[] {7, 4_294_967_295L}, (long[]) outer.get(0));
    }
  }

  @Test
  void readsTextsLongerThanItsWindow() {
    String text = "x\u00e9".repeat(100_000);
    Path file =
        new GgufFileBuilder()
            .string("before", "b")
            .string("long", text)
            .strings("many", ImmutableList.of(text, "", text))
            .string("after", "a")
            .write(folder.resolve("long.gguf"));
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      assertEquals(text, checkpoint.configuration().get("long"));
      assertEquals(ImmutableList.of(text, "", text), checkpoint.configuration().get("many"));
      assertEquals("a", checkpoint.configuration().get("after"));
      assertTrue(checkpoint.tensors().isEmpty());
    }
  }

  @Test
  void readsTensorsBeyondFourGigabytes() throws Exception {
    long far = 5L << 30;
    byte[] header =
        new GgufFileBuilder().rawTensor("far", new long[] {4}, 0, new byte[0], far).bytes();
    Path file = Files.write(folder.resolve("far.gguf"), header);
    long dataStart = (header.length + 31) / 32 * 32L;
    byte[] values = GgufFileBuilder.ints(Float.floatToIntBits(1), 0, 0, Float.floatToIntBits(4));
    try (FileChannel sparse = FileChannel.open(file, StandardOpenOption.WRITE)) {
      sparse.write(ByteBuffer.wrap(values), dataStart + far);
    }
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      assertArrayEquals(new float[] {1, 0, 0, 4}, decoded(checkpoint.tensor("far")));
    }
  }

  @Test
  void namesTheNearestTensorsWhenOneIsMissing() {
    try (Checkpoint checkpoint = Checkpoints.open(Fixtures.copy("sample.gguf", folder))) {
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> checkpoint.tensor("brian"));
      String message = String.valueOf(e.getMessage());
      assertTrue(message.contains("requires a tensor named brian, got none"), message);
      assertTrue(message.contains("nearest: brain"), message);
    }
  }

  @Test
  void fingerprintsTellConfigurationsAndWeightsApart() {
    String first = fingerprint(oneTensor("m", 1).write(folder.resolve("1.gguf")));
    assertEquals(64, first.length());
    assertEquals(first, fingerprint(oneTensor("m", 1).write(folder.resolve("2.gguf"))));
    assertNotEquals(first, fingerprint(oneTensor("n", 1).write(folder.resolve("3.gguf"))));
    assertNotEquals(first, fingerprint(oneTensor("m", 2).write(folder.resolve("4.gguf"))));
  }

  @Test
  void refusesReadingAfterCloseAndClosesTwice() {
    Checkpoint checkpoint = Checkpoints.open(Fixtures.copy("sample.gguf", folder));
    TensorEntry tensor = checkpoint.tensor("half");
    assertFalse(decoded(tensor).length == 0);
    checkpoint.close();
    checkpoint.close();
    assertThrows(IllegalStateException.class, () -> decoded(tensor));
    assertThrows(IllegalStateException.class, checkpoint::fingerprint);
  }

  private static GgufFileBuilder oneTensor(String name, float value) {
    return new GgufFileBuilder().string("general.name", name).f32Tensor("w", new long[] {1}, value);
  }

  private static String fingerprint(Path file) {
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      return checkpoint.fingerprint();
    }
  }

  private static float[] decoded(TensorEntry tensor) {
    float[] values = new float[(int) tensor.elements()];
    Dequantizer.decode(tensor, 0, values.length, MemorySegment.ofArray(values));
    return values;
  }
}
