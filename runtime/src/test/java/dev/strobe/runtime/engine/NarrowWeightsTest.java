package dev.strobe.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.models.WeightExpression;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.CheckpointException;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.device.HostBlock;
import dev.strobe.runtime.engine.WeightLoader.Place;
import dev.strobe.runtime.engine.WeightLoader.Plan;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights that are kept in fewer bits than f32.
class NarrowWeightsTest {
  private static final WeightExpression TENSOR = new WeightExpression.Tensor("w");

  @TempDir private Path folder;

  @Test
  void integersAreElementsOverTheScaleOfTheirRowTiesToEven() throws IOException {
    // Scales 1, 1/2, none: 2.5 and 3.5 are ties, and so are 0.25 and 0.75 over 1/2.
    float[] values = {127, 2.5f, 3.5f, -2.5f, -63.5f, 0.25f, 0.75f, 10, 0, 0, -0f, 0};
    write("F32", bytes(values), 3, 4);
    byte[] codes = loaded(new WeightExpression.RowCodes(TENSOR), ElementType.S8, 3, 4);
    assertArrayEquals(new byte[] {127, 2, 4, -2, -127, 0, 2, 20, 0, 0, 0, 0}, codes);
    byte[] scales = loaded(new WeightExpression.RowScales(TENSOR), ElementType.F32, 3);
    assertArrayEquals(new float[] {1, 0.5f, 0}, MemorySegment.ofArray(scales).toArray(FLOAT));
  }

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  @Test
  void aRowTooSmallForAScaleIsZero() throws IOException {
    write("F32", bytes(Float.MIN_VALUE, -5 * Float.MIN_VALUE), 1, 2);
    assertArrayEquals(
        new byte[2], loaded(new WeightExpression.RowCodes(TENSOR), ElementType.S8, 1, 2));
  }

  @Test
  void rowsAreReorderedBeforeTheyAreRounded() throws IOException {
    write("F32", bytes(1, 2, 3, 4), 4, 1);
    var halves = new WeightExpression.UnpermuteRotary(TENSOR, 1);
    byte[] scales = loaded(new WeightExpression.RowScales(halves), ElementType.F32, 4);
    float[] found = MemorySegment.ofArray(scales).toArray(FLOAT);
    assertArrayEquals(new float[] {1 / 127f, 3 / 127f, 2 / 127f, 4 / 127f}, found);
  }

  @Test
  void manyRowsAreEachRoundedByTheirOwn() throws IOException {
    int rows = 3_000;
    int width = 50;
    float[] values = new float[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / width + 1 - i % width;
    }
    write("F32", bytes(values), rows, width);
    byte[] codes = loaded(new WeightExpression.RowCodes(TENSOR), ElementType.S8, rows, width);
    byte[] scales = loaded(new WeightExpression.RowScales(TENSOR), ElementType.F32, rows);
    float[] found = MemorySegment.ofArray(scales).toArray(FLOAT);
    for (int i = 0; i < values.length; i++) {
      float scale = found[i / width];
      assertEquals(values[i], codes[i] * scale, scale * 0.5001f, "element " + i);
    }
  }

  @Test
  void bf16IsRoundedToNearestTiesToEven() throws IOException {
    int one = Float.floatToIntBits(1);
    float[] values = {
      1,
      Float.intBitsToFloat(one + 0x8000),
      Float.intBitsToFloat(one + 0x18000),
      Float.intBitsToFloat(one + 0x8001),
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    write("F32", bytes(values), 1, 6);
    short[] found = shorts(loaded(TENSOR, ElementType.BF16, 1, 6));
    short high = (short) (one >>> 16);
    assertArrayEquals(
        new short[] {high, high, (short) (high + 2), (short) (high + 1), (short) 0xFF80},
        java.util.Arrays.copyOf(found, 5));
    assertTrue(Float.isNaN(Float.intBitsToFloat(found[5] << 16)));
  }

  @Test
  void bf16OfTheFileIsUsedInPlace() throws IOException {
    write("BF16", new byte[] {1, 2, 3, 4}, 1, 2);
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      TensorType type = TensorType.of(ElementType.BF16, 1, 2);
      Plan plan = WeightLoader.plan(checkpoint, Map.of("w", TENSOR), ImmutableMap.of("w", type));
      assertEquals(0, plan.parts().size());
      Place place = Objects.requireNonNull(plan.places().get("w"));
      assertEquals(checkpoint.tensor("w").data().address(), place.block().segment().address());
      plan.blocks().forEach(HostBlock::close);
    }
  }

  @Test
  void refusesATypeThatTheExpressionDoesNotGive() throws IOException {
    write("F32", bytes(1, 2), 1, 2);
    var e = assertThrows(CheckpointException.class, () -> loaded(TENSOR, ElementType.S8, 1, 2));
    assertEquals("weight w requires elements of [f32, bf16], got i8", e.getMessage());
  }

  private byte[] loaded(WeightExpression expression, ElementType element, long... dims) {
    TensorType type = TensorType.of(element, dims);
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      Plan plan =
          WeightLoader.plan(checkpoint, Map.of("w", expression), ImmutableMap.of("w", type));
      plan.parts().forEach(Runnable::run);
      Place place = Objects.requireNonNull(plan.places().get("w"));
      byte[] bytes =
          place
              .block()
              .segment()
              .asSlice(place.offset(), type.byteSize())
              .toArray(ValueLayout.JAVA_BYTE);
      plan.blocks().forEach(HostBlock::close);
      return bytes;
    }
  }

  private static short[] shorts(byte[] bytes) {
    return MemorySegment.ofArray(bytes).toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
  }

  private static byte[] bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /// A safetensors file of one tensor, aligned as devices want it.
  private void write(String type, byte[] data, int rows, int width) throws IOException {
    String header =
        "{\"w\":{\"dtype\":\"%s\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
            .formatted(type, rows, width, data.length);
    String padded = header + " ".repeat(128 - Long.BYTES - header.length());
    ByteBuffer file = ByteBuffer.allocate(128 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8)).put(data);
    Files.write(folder.resolve("model.safetensors"), file.array());
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
  }
}
