package dev.strobe.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.models.ModelSource;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsReaderTest {
  @TempDir private Path folder;

  @Test
  void readsEveryTypeOfTheReferenceWriter() {
    Map<String, NpyArray> expected =
        NpyFile.readArchive(Fixtures.copy("sample.safetensors.npz", folder));
    try (Checkpoint checkpoint = Checkpoints.open(Fixtures.copy("sample.safetensors", folder))) {
      assertEquals(Checkpoint.Format.HUGGING_FACE, checkpoint.format());
      assertTrue(checkpoint.configuration().isEmpty());
      assertEquals(expected.keySet(), checkpoint.tensors().keySet());
      expected.forEach(
          (name, array) -> {
            TensorEntry tensor = checkpoint.tensor(name);
            assertEquals(array.shape(), tensor.dims(), name);
            assertArrayEquals(array.floats(), decoded(tensor), name);
          });
      assertEquals(0, checkpoint.tensor("empty").rows());
      assertEquals(1, checkpoint.tensor("scalar").rows());
    }
  }

  @Test
  void readsEightBitFloatsAndUnalignedData() {
    Path file =
        new SafetensorsFileBuilder()
            .tensor("a", "F8_E4M3", new long[] {3}, new byte[] {0x38, (byte) 0xB8, 0x7E})
            .tensor("b", "F8_E5M2", new long[] {2}, new byte[] {0x3C, 0x7B})
            .f32Tensor("c", new long[] {2}, 1.5f, -2)
            .write(folder.resolve("eight.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      assertArrayEquals(new float[] {1, -1, 448}, decoded(checkpoint.tensor("a")));
      assertArrayEquals(new float[] {1, 57_344}, decoded(checkpoint.tensor("b")));
      assertArrayEquals(new float[] {1.5f, -2}, decoded(checkpoint.tensor("c")));
    }
  }

  @Test
  void listsTensorsInTheOrderOfTheirBytes() {
    Path file =
        Fixtures.write(
            folder.resolve("order.safetensors"),
            SafetensorsFileBuilder.withHeader(
                """
                {"z":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},\
                "__metadata__":{"format":"pt"},\
                "y":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}\
                """,
                new byte[3]));
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      assertEquals(ImmutableList.of("y", "z"), checkpoint.tensors().keySet().asList());
    }
  }

  @Test
  void readsAFolderWithItsConfigurations() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llama", "hidden_size": 64, "rms_norm_eps": 1e-05, "tie": true,
         "none": null, "big": 18446744073709551616, "limit": Infinity,
         "rope_scaling": {"factor": 8.0, "kinds": ["a", null, 2]}}
        """);
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [1, 106]}");
    one("w", 5).write(folder.resolve("model.safetensors"));
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      assertEquals(
          ImmutableMap.builder()
              .put("model_type", "llama")
              .put("hidden_size", 64L)
              .put("rms_norm_eps", 1e-5)
              .put("tie", true)
              .put("big", new BigInteger("18446744073709551616"))
              .put("limit", Double.POSITIVE_INFINITY)
              .put(
                  "rope_scaling",
                  ImmutableMap.of("factor", 8.0, "kinds", ImmutableList.of("a", 2L)))
              .put(ModelSource.NULL_KEYS, ImmutableList.of("none"))
              .put("generation_config", ImmutableMap.of("eos_token_id", ImmutableList.of(1L, 106L)))
              .buildOrThrow(),
          checkpoint.configuration());
      assertArrayEquals(new float[] {5}, decoded(checkpoint.tensor("w")));
      try (Checkpoint alone = Checkpoints.open(folder.resolve("model.safetensors"))) {
        assertEquals(checkpoint.configuration(), alone.configuration());
      }
    }
  }

  @Test
  void readsTheShardsThatTheIndexNames() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    one("a", 1).write(folder.resolve("m-1.safetensors"));
    one("b", 2)
        .f32Tensor("left_out", new long[] {1}, 9)
        .f32Tensor("c", new long[] {2}, 3, 4)
        .write(folder.resolve("m-2.safetensors"));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        """
        {"metadata": {"total_size": 16}, "weight_map":
          {"c": "m-2.safetensors", "a": "m-1.safetensors", "b": "m-2.safetensors"}}
        """);
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      assertEquals(ImmutableList.of("b", "c", "a"), checkpoint.tensors().keySet().asList());
      assertArrayEquals(new float[] {3, 4}, decoded(checkpoint.tensor("c")));
      assertEquals(ImmutableLongArray.of(1), checkpoint.tensor("a").dims());
    }
  }

  @Test
  void fingerprintsFollowTheConfiguration() throws IOException {
    one("w", 5).write(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("config.json"), "{\"rope_theta\": 10000}");
    String first = fingerprint();
    assertEquals(first, fingerprint());
    Files.writeString(folder.resolve("config.json"), "{\"rope_theta\": 10001}");
    assertTrue(!first.equals(fingerprint()), first);
  }

  private String fingerprint() {
    try (Checkpoint checkpoint = Checkpoints.open(folder)) {
      return checkpoint.fingerprint();
    }
  }

  private static SafetensorsFileBuilder one(String name, float value) {
    return new SafetensorsFileBuilder().f32Tensor(name, new long[] {1}, value);
  }

  private static float[] decoded(TensorEntry tensor) {
    float[] values = new float[(int) tensor.elements()];
    Dequantizer.decode(tensor, 0, values.length, MemorySegment.ofArray(values));
    return values;
  }
}
