package dev.strobe.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/// Which weights are used where the file has them, and which are copied.
class WeightLoaderTest {
  private static final float[] VALUES = {1, 2, 3, 4};

  @TempDir private Path folder;

  @Test
  void usesAlignedF32InPlace() throws IOException {
    write(128);
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      Plan plan = plan(checkpoint, new WeightExpression.Tensor("w"));
      MemorySegment weight = weight(plan);
      assertEquals(checkpoint.tensor("w").data().address(), weight.address());
      assertArrayEquals(VALUES, weight.toArray(ValueLayout.JAVA_FLOAT));
      assertEquals(0, plan.parts().size());
      plan.blocks().forEach(HostBlock::close);
    }
  }

  @Test
  void copiesWhatLiesBetweenAlignedAddresses() throws IOException {
    write(136);
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      Plan plan = plan(checkpoint, new WeightExpression.Tensor("w"));
      plan.parts().forEach(Runnable::run);
      MemorySegment weight = weight(plan);
      assertNotEquals(checkpoint.tensor("w").data().address(), weight.address());
      assertEquals(0, weight.address() % HostBlock.ALIGNMENT);
      assertArrayEquals(VALUES, weight.toArray(ValueLayout.JAVA_FLOAT));
      plan.blocks().forEach(HostBlock::close);
    }
  }

  @Test
  void copiesWhatIsNotTheFilesOwnBytes() throws IOException {
    write(128);
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      Plan plan = plan(checkpoint, new WeightExpression.AddOne(new WeightExpression.Tensor("w")));
      plan.parts().forEach(Runnable::run);
      assertArrayEquals(new float[] {2, 3, 4, 5}, weight(plan).toArray(ValueLayout.JAVA_FLOAT));
      assertArrayEquals(
          VALUES, checkpoint.tensor("w").data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
      plan.blocks().forEach(HostBlock::close);
    }
  }

  @Test
  void putsTheRowsOfSeveralOneAfterAnother() throws IOException {
    write("[2,2]");
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      Plan plan = merged(checkpoint, 4);
      plan.parts().forEach(Runnable::run);
      Place place = Objects.requireNonNull(plan.places().get("a+b"));
      float[] all =
          place.block().segment().asSlice(place.offset(), 32).toArray(ValueLayout.JAVA_FLOAT);
      assertArrayEquals(new float[] {1, 2, 3, 4, 2, 3, 4, 5}, all);
      plan.blocks().forEach(HostBlock::close);
    }
  }

  @Test
  void refusesRowsThatAreTooFew() throws IOException {
    write("[2,2]");
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      var e = assertThrows(CheckpointException.class, () -> merged(checkpoint, 5));
      assertEquals(
          checkpoint.path()
              + " requires [5, 2] for weight a+b, got [2, 2] in tensor w, [2, 2] in tensor w",
          e.getMessage());
    }
  }

  private static Plan merged(Checkpoint checkpoint, long rows) {
    WeightExpression plain = new WeightExpression.Tensor("w");
    return WeightLoader.plan(
        checkpoint,
        Map.of("a", plain, "b", new WeightExpression.AddOne(plain)),
        ImmutableMap.of("a+b", TensorType.of(ElementType.F32, rows, 2)));
  }

  @Test
  void knowsWhetherMatricesAreTheFilesOwnBytes() throws IOException {
    WeightExpression plain = new WeightExpression.Tensor("w");
    write("[2,2]");
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      assertTrue(mayBeInPlace(checkpoint, plain, ElementType.F32));
      assertFalse(mayBeInPlace(checkpoint, plain, ElementType.BF16));
      assertFalse(mayBeInPlace(checkpoint, new WeightExpression.AddOne(plain), ElementType.F32));
      WeightExpression codes = new WeightExpression.RowCodes(plain);
      assertFalse(mayBeInPlace(checkpoint, codes, ElementType.S8));
    }
    write("[4]");
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      assertFalse(mayBeInPlace(checkpoint, plain, ElementType.F32));
    }
  }

  private static boolean mayBeInPlace(
      Checkpoint checkpoint, WeightExpression expression, ElementType element) {
    return WeightLoader.mayUseMatricesInPlace(checkpoint, Map.of("w", expression), element);
  }

  private static Plan plan(Checkpoint checkpoint, WeightExpression expression) {
    return WeightLoader.plan(
        checkpoint, Map.of("weight", expression), ImmutableMap.of("weight", type()));
  }

  private static TensorType type() {
    return TensorType.of(ElementType.F32, VALUES.length);
  }

  private static MemorySegment weight(Plan plan) {
    Place place = Objects.requireNonNull(plan.places().get("weight"));
    return place.block().segment().asSlice(place.offset(), type().byteSize());
  }

  private void write(String shape) throws IOException {
    write(shape, 128);
  }

  private void write(int offset) throws IOException {
    write("[4]", offset);
  }

  /// A safetensors file whose only tensor begins at an offset in the file.
  private void write(String shape, int offset) throws IOException {
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,16]}}";
    String padded = header + " ".repeat(offset - Long.BYTES - header.length());
    ByteBuffer bytes = ByteBuffer.allocate(offset + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8));
    for (float value : VALUES) {
      bytes.putFloat(value);
    }
    Files.write(folder.resolve("model.safetensors"), bytes.array());
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
  }
}
