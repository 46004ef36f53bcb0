package dev.strobe.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DequantizerTest {

  /// The reference computes in f32 in the same order, so every bit agrees.
  @ParameterizedTest
  @EnumSource(names = "Q.*", mode = EnumSource.Mode.MATCH_ALL)
  void decodesRandomBlocksAsTheReferenceDoes(TensorEncoding encoding) {
    float[] expected = Fixtures.floats(encoding + ".values.bin");
    byte[] packed = Fixtures.bytes(encoding + ".blocks.bin");
    assertBitsEqual(expected, decode(tensor(encoding, expected.length, packed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q4_0", "Q8_0", "Q4_K", "Q6_K"})
  void decodesPublishedBlocksExactly(String encoding) {
    ImmutableMap<String, Object> golden =
        JsonValues.object(
            Fixtures.bytes("gguf_dequant_" + encoding + ".json"), FilePlace.of(Path.of(encoding)));
    byte[] packed = HexFormat.of().parseHex(string(golden, "inputs", "blocks", "hex"));
    List<?> data = (List<?>) at(golden, "expected", "values", "data");
    float[] expected = new float[data.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = ((Number) data.get(i)).floatValue();
    }
    float[] decoded = decode(tensor(TensorEncoding.valueOf(encoding), expected.length, packed));
    assertArrayEquals(expected, decoded, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16", "F8_E4M3", "F8_E5M2"})
  void decodesEveryCodeOfTheNarrowFloats(TensorEncoding encoding) throws Exception {
    int codes = encoding.blockBytes() == 1 ? 256 : 65_536;
    ByteBuffer packed =
        ByteBuffer.allocate(codes * encoding.blockBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int code = 0; code < codes; code++) {
      if (encoding.blockBytes() == 1) {
        packed.put((byte) code);
      } else {
        packed.putShort((short) code);
      }
    }
    ByteBuffer decoded = ByteBuffer.allocate(4 * codes).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : decode(tensor(encoding, codes, packed.array()))) {
      decoded.putInt(Float.floatToIntBits(value));
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(decoded.array());
    ImmutableMap<String, Object> expected =
        JsonValues.object(Fixtures.bytes("all_codes.json"), FilePlace.of(Path.of("all_codes")));
    assertEquals(expected.get(encoding.name()), HexFormat.of().formatHex(hash));
  }

  @Test
  void roundsWiderNumbersToNearest() {
    byte[] doubles =
        GgufFileBuilder.longs(Double.doubleToLongBits(0.1), Double.doubleToLongBits(-1e300));
    assertBitsEqual(
        new float[] {0.1f, Float.NEGATIVE_INFINITY},
        decode(tensor(TensorEncoding.F64, 2, doubles)));
    byte[] longs = GgufFileBuilder.longs((1L << 60) + 1, -3);
    assertBitsEqual(
        new float[] {(float) (1L << 60), -3}, decode(tensor(TensorEncoding.I64, 2, longs)));
    byte[] ints = GgufFileBuilder.ints(16_777_217, -2);
    assertBitsEqual(new float[] {16_777_216, -2}, decode(tensor(TensorEncoding.I32, 2, ints)));
  }

  @Test
  void keepsSignsOfSmallWholeNumbers() {
    byte[] bytes = {(byte) 0xFE, (byte) 0xFF, 5, 0};
    assertBitsEqual(new float[] {-2, -1, 5, 0}, decode(tensor(TensorEncoding.I8, 4, bytes)));
    assertBitsEqual(new float[] {254, 255, 5, 0}, decode(tensor(TensorEncoding.U8, 4, bytes)));
    assertBitsEqual(new float[] {1, 1, 1, 0}, decode(tensor(TensorEncoding.BOOL, 4, bytes)));
    assertBitsEqual(new float[] {-2, 5}, decode(tensor(TensorEncoding.I16, 2, bytes)));
  }

  @ParameterizedTest
  @EnumSource
  void decodesPartsAsTheWhole(TensorEncoding encoding) {
    int block = encoding.blockElements();
    int count = 2 * 4096 + 3 * block;
    byte[] packed = new byte[(int) encoding.byteCount(count)];
    new Random(17).nextBytes(packed);
    TensorEntry tensor = tensor(encoding, count, packed);
    float[] whole = decode(tensor);
    float[] parts = new float[count];
    for (int from = 0; from < count; from += 5 * block) {
      int part = Math.min(5 * block, count - from);
      MemorySegment into = MemorySegment.ofArray(parts).asSlice(4L * from, 4L * part);
      Dequantizer.decode(tensor, from, part, into);
    }
    assertBitsEqual(whole, parts);
  }

  @Test
  void decodesTheSameFromManyThreads() {
    float[] expected = Fixtures.floats("Q6_K.values.bin");
    TensorEntry tensor =
        tensor(TensorEncoding.Q6_K, expected.length, Fixtures.bytes("Q6_K.blocks.bin"));
    boolean equal =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> decode(tensor))
            .allMatch(
                values ->
                    MemorySegment.ofArray(values).mismatch(MemorySegment.ofArray(expected)) < 0);
    assertTrue(equal);
  }

  @Test
  void decodesRowsInTheOrderAsked() {
    float[] values = Fixtures.floats("Q8_0.values.bin");
    int row = 64;
    TensorEntry tensor =
        new TensorEntry(
            "w",
            ImmutableLongArray.of(values.length / row, row),
            TensorEncoding.Q8_0,
            MemorySegment.ofArray(Fixtures.bytes("Q8_0.blocks.bin")));
    long[] order = {7, 0, 11, 3};
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment into = arena.allocate(2L * row * Float.BYTES, 64);
      Dequantizer.decodeRows(tensor, 2, r -> order[(int) r], into);
      float[] got = into.toArray(ValueLayout.JAVA_FLOAT);
      for (int i = 0; i < row; i++) {
        assertEquals(values[11 * row + i], got[i]);
        assertEquals(values[3 * row + i], got[row + i]);
      }
    }
  }

  @Test
  void refusesRangesThatDoNotFit() {
    TensorEntry tensor = tensor(TensorEncoding.Q8_0, 64, new byte[68]);
    assertRefused("multiples of 32", () -> decodeInto(tensor, 1, 32, 128));
    assertRefused("within 64 elements", () -> decodeInto(tensor, 64, 32, 128));
    assertRefused("within 64 elements", () -> decodeInto(tensor, 0, Long.MAX_VALUE - 31, 128));
    assertRefused("destination of 128 bytes", () -> decodeInto(tensor, 0, 32, 124));
    assertRefused("destination of 128 bytes", () -> decodeInto(tensor, 0, 32, 130));
    MemorySegment row = MemorySegment.ofArray(new float[64]);
    assertRefused("rows below 1", () -> Dequantizer.decodeRows(tensor, 0, r -> 1, row));
    assertRefused("multiple of 256", () -> decodeRow(tensor, 100));
  }

  private static void decodeInto(TensorEntry tensor, long from, long count, int bytes) {
    Dequantizer.decode(tensor, from, count, MemorySegment.ofArray(new byte[bytes]));
  }

  private static void decodeRow(TensorEntry tensor, int bytes) {
    Dequantizer.decodeRows(tensor, 0, r -> 0, MemorySegment.ofArray(new byte[bytes]));
  }

  private static void assertRefused(String words, Runnable action) {
    Throwable refusal = assertThrows(IllegalArgumentException.class, action::run);
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(words), message);
  }

  private static TensorEntry tensor(TensorEncoding encoding, int elements, byte[] packed) {
    return new TensorEntry(
        "t", ImmutableLongArray.of(elements), encoding, MemorySegment.ofArray(packed));
  }

  private static float[] decode(TensorEntry tensor) {
    float[] values = new float[(int) tensor.elements()];
    Dequantizer.decode(tensor, 0, values.length, MemorySegment.ofArray(values));
    return values;
  }

  private static void assertBitsEqual(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      int index = i;
      assertEquals(
          Float.floatToIntBits(expected[i]),
          Float.floatToIntBits(actual[i]),
          () -> "element " + index + ": " + expected[index] + " and " + actual[index]);
    }
  }

  private static String string(Map<?, ?> json, String... path) {
    return (String) at(json, path);
  }

  private static Object at(Map<?, ?> json, String... path) {
    Object value = json;
    for (String key : path) {
      value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
    }
    return value;
  }
}
