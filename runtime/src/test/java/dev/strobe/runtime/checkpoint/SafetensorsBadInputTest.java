package dev.strobe.runtime.checkpoint;

import static dev.strobe.runtime.checkpoint.GgufFileBuilder.concat;
import static dev.strobe.runtime.checkpoint.GgufFileBuilder.longs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsBadInputTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("bad.safetensors");
  }

  @Test
  void refusesAFileCutAnywhere() {
    byte[] whole = Fixtures.bytes("sample.safetensors");
    for (int length = 0; length < whole.length; length += 13) {
      Refusals.assertRefused(file, Arrays.copyOf(whole, length));
    }
    Refusals.assertRefused(file, Arrays.copyOf(whole, whole.length - 1));
  }

  @Test
  void refusesHeaderLengthsBeyondTheFile() {
    for (long length : new long[] {0, 1, 9, 1L << 62, -1, Long.MIN_VALUE}) {
      Refusals.assertRefused(
          file,
          concat(longs(length), new byte[8]),
          "at offset 0 requires a header of 2 to 8 bytes, got " + Long.toUnsignedString(length));
    }
  }

  @Test
  void refusesHeadersThatAreNotJsonObjects() {
    header("[]", "a JSON object");
    header("{\"a\" 1}", "at offset", "well-formed JSON");
    header("{} {}", "nothing after");
    header("\u0000\u0001", "well-formed JSON");
    header("{\"a\":".repeat(100_000), "well-formed JSON", "depth");
    header("{\"a\":" + "[".repeat(100_000), "well-formed JSON", "depth");
    header("{\"a\":1" + "0".repeat(10_000) + "}", "well-formed JSON");
    header(member("w", "\"F32\"", "[1]", "[0,4]") + "", "a JSON object");
  }

  @Test
  void refusesMembersOfTheWrongKind() {
    refused("\"w\":1", "tensor w requires an object of dtype, shape and data_offsets, got 1");
    refused("\"w\":{}", "requires one of the types [F64,", "got no dtype");
    refused(member("w", "1", "[1]", "[0,4]"), "requires one of the types");
    refused(member("w", "\"F4\"", "[1]", "[0,4]"), "requires one of the types", "got F4");
    refused(member("w", "\"F32\"", "1", "[0,4]"), "a list of whole numbers as shape, got 1");
    refused(member("w", "\"F32\"", "[1]", "null"), "whole numbers as data_offsets, got none");
    refused(member("w", "\"F32\"", "[1.5]", "[0,4]"), "whole numbers from 0 in shape, got 1.5");
    refused(member("w", "\"F32\"", "[-1]", "[0,4]"), "whole numbers from 0 in shape, got -1");
    refused(member("w", "\"F32\"", "[1]", "[99999999999999999999,4]"), "data_offsets, got 9999");
  }

  @Test
  void refusesDuplicateNames() {
    String one = member("w", "\"F32\"", "[1]", "[0,4]");
    refused(one + "," + one, "well-formed JSON", "w");
  }

  @Test
  void refusesSizesThatDoNotFit() {
    refused(member("w", "\"F32\"", "[2]", "[0,4]"), "tensor w requires data_offsets of 8 bytes");
    refused(member("w", "\"F32\"", "[1]", "[4,0]"), "data_offsets of 4 bytes within 4");
    refused(member("w", "\"F32\"", "[1]", "[0]"), "data_offsets of 4 bytes");
    refused(member("w", "\"U8\"", "[1000]", "[0,1000]"), "data_offsets of 1000 bytes within 4");
    refused(member("w", "\"F32\"", "[2]", "[0,8]"), "requires", "got");
    refused(
        member("w", "\"F32\"", "[4294967296,4294967296]", "[0,4]"), "extents whose product stays");
    String axes = "[" + "1,".repeat(100) + "1]";
    refused(member("w", "\"F32\"", axes, "[0,4]"), "at most 64 axes, got 101");
  }

  @Test
  void refusesOverlapsAndGaps() {
    refused(
        member("a", "\"U8\"", "[4]", "[0,4]") + "," + member("b", "\"U8\"", "[2]", "[1,3]"),
        "tensor b at offset",
        "an overlap with a");
    refused(member("a", "\"U8\"", "[3]", "[1,4]"), "tensor a at offset", "a gap before it");
    refused(member("a", "\"U8\"", "[3]", "[0,3]"), "tensors to the end, got 1 bytes of none");
  }

  @Test
  void refusesFoldersThatLackParts() throws IOException {
    Refusals.assertRefused(folder, "requires a config.json");
    Files.writeString(folder.resolve("config.json"), "{}");
    Refusals.assertRefused(folder, "requires model.safetensors or model.safetensors.index.json");
    Path configuration = folder.resolve("config.json");
    Files.writeString(configuration, "{\"a\": ");
    Refusals.assertRefusal(
        configuration, () -> Checkpoints.open(folder).close(), "well-formed JSON");
  }

  @Test
  void refusesAnIndexThatLeadsAstray() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    new SafetensorsFileBuilder()
        .f32Tensor("w", new long[] {1}, 1)
        .write(folder.resolve("one.safetensors"));
    Path index = folder.resolve("model.safetensors.index.json");
    index(index, "{}", "an object named weight_map, got none");
    index(index, "{\"weight_map\": {\"w\": 1}}", "tensor w requires the name of a file");
    index(index, "{\"weight_map\": {\"w\": \"../one.safetensors\"}}", "beside the index");
    index(index, "{\"weight_map\": {\"w\": \"/etc/passwd\"}}", "beside the index");
    Path shard = folder.resolve("one.safetensors");
    Files.writeString(index, "{\"weight_map\": {\"v\": \"one.safetensors\"}}");
    Refusals.assertRefusal(
        shard, () -> Checkpoints.open(folder).close(), "tensor v requires to be in the shard");
    Path missing = folder.resolve("two.safetensors");
    Files.writeString(index, "{\"weight_map\": {\"v\": \"two.safetensors\"}}");
    Refusals.assertRefusal(
        missing, () -> Checkpoints.open(folder).close(), "a regular file, got no such file");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Refusals.assertRefused(folder.resolve("none.gguf"), "got no such file");
    Path other = Files.writeString(folder.resolve("model.bin"), "GGML and more");
    Refusals.assertRefused(other, "requires a GGUF file", "a Hugging Face folder");
    Path empty = Files.createFile(folder.resolve("empty.gguf"));
    Refusals.assertRefused(empty, "requires a GGUF file");
  }

  private void index(Path index, String json, String words) throws IOException {
    Files.writeString(index, json);
    Refusals.assertRefusal(index, () -> Checkpoints.open(folder).close(), words);
  }

  private void refused(String members, String... words) {
    header("{" + members + "}", words);
  }

  private void header(String json, String... words) {
    Refusals.assertRefused(file, SafetensorsFileBuilder.withHeader(json, new byte[4]), words);
  }

  private static String member(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, dtype, shape, offsets);
  }
}
