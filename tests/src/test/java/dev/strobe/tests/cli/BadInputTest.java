package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.cli.StrobeProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models, prompts and arguments that cannot work, through the shipped jar: each is one line, exit
/// code 1, and leaves nothing behind.
class BadInputTest {
  private static final Path GGUF = TestModels.tinyGguf("llama-f32");
  private static final Path FOLDER = TestModels.tiny("llama");
  private static final String EMBEDDING = "token_embd.weight";

  @TempDir private static Path cache;
  @TempDir private Path folder;

  @Test
  void refusesGgufFilesThatEndTooSoon() throws Exception {
    DamagedFile sound = DamagedFile.of(GGUF);
    int size = sound.bytes().length;
    refusesGguf(sound.cutTo(0), "requires a GGUF file", "got another kind of file");
    refusesGguf(sound.cutTo(300), "at offset 8 requires at most 11 tensors, got 21");
    refusesGguf(
        sound.cutTo(size - 1_000),
        "tensor blk.1.attn_v.weight at offset 133952 requires bytes within the file of 137496"
            + " bytes",
        "got 4320 bytes from 133952");
  }

  @Test
  void refusesGgufHeadersThatLie() throws Exception {
    DamagedFile sound = DamagedFile.of(GGUF);
    refusesGguf(sound.withText("GGUF", "GGML"), "requires a GGUF file (first bytes GGUF)");
    refusesGguf(sound.withInt(4, 9), "requires GGUF version 2 or 3, little-endian, got 9");
    refusesGguf(sound.withLong(8, Long.MAX_VALUE), "tensors, got 9223372036854775807");
    refusesGguf(
        sound.withInt(sound.after("llama.context_length"), 99),
        "requires a value type from 0 to 12, got 99");
  }

  @Test
  void refusesGgufTensorsThatCannotBeThere() throws Exception {
    DamagedFile sound = DamagedFile.of(GGUF);
    // After a name: the number of axes, two extents, the element type, the offset.
    int extents = sound.after(EMBEDDING) + 4;
    int type = extents + 16;
    refusesGguf(
        sound.withLong(extents, 1L << 62).withLong(extents + 8, 1L << 62),
        "tensor token_embd.weight",
        "requires extents whose product stays below 2^56",
        "got [4611686018427387904, 4611686018427387904]");
    refusesGguf(sound.withLong(extents, 1L << 40), "bytes within the file of 138496 bytes");
    refusesGguf(sound.withInt(type, 999), "requires one of the encodings", "(ggml type 999)");
    refusesGguf(sound.withLong(type + 4, 1L << 40), "data within the file", "got 1099511627776");
  }

  @Test
  void refusesGgufModelsThatItCannotBuild() throws Exception {
    DamagedFile sound = DamagedFile.of(GGUF);
    refusesGguf(
        sound.withInt(sound.after("llama.context_length") + 4, 0),
        "llama.context_length requires a positive integer, got 0");
    refusesGguf(
        sound.withText("\5\0\0\0\0\0\0\0llama", "\5\0\0\0\0\0\0\0mamba"),
        "general.architecture requires one of llama,",
        "got \"mamba\"");
    refusesGguf(
        sound.withText("output_norm.weight", "output_nurm.weight"),
        "llama model requires tensor output_norm.weight, got 21 others");
    // Shapes are looked at when weights are loaded.
    refusesLogits(
        sound
            .withLong(sound.after("output_norm.weight") + 4, 35)
            .write(folder.resolve("shape.gguf")),
        "3,4",
        "requires [36] for weight model.norm.weight, got [35] in tensor output_norm.weight");
  }

  @Test
  void refusesSafetensorsThatAreCutOrSpoilt() throws Exception {
    DamagedFile sound = DamagedFile.of(FOLDER.resolve("model.safetensors"));
    int size = sound.bytes().length;
    refusesWeights(sound.cutTo(200), "requires a header of 2 to 192 bytes, got 4000");
    refusesWeights(
        sound.cutTo(size - 100), "tensor model.norm.weight", "within the file of 863812 bytes");
    refusesWeights(sound.withLong(0, 1L << 62), "a header of 2 to", "got 4611686018427387904");
    refusesWeights(
        sound.withText(
            "\"lm_head.weight\":{\"dtype\":\"F32\"", "\"lm_head.weight\":{\"dtype\":\"F99\""),
        "tensor lm_head.weight requires one of the types",
        "got F99");
    refusesWeights(
        sound.withText("[0,84736]", "[0,84737]"),
        "tensor lm_head.weight requires data_offsets of 84736 bytes within 859904, got [0, 84737]");
    refusesWeights(
        sound.withText("\"model.norm.weight\"", "\"model.nurm.weight\""),
        "llama model requires tensor model.norm.weight, got 39 others");
  }

  @Test
  void refusesConfigurationsThatDoNotFitTheWeights() throws Exception {
    refusesConfiguration("\"hidden_size\": 64", "\"hidden_size\": 32", "got [331, 64] in tensor");
    refusesConfiguration("\"num_hidden_layers\": 4", "\"num_hidden_layers\": 5", "model.layers.4.");
    refusesConfiguration(
        "\"model_type\": \"llama\"",
        "\"model_type\": \"mamba\"",
        "model_type requires one of llama, mistral,",
        "got \"mamba\"");
    refusesConfiguration(
        "\"vocab_size\": 331", "", "config.json", "requires well-formed JSON, got");
  }

  @Test
  void refusesModelsThatAreNotThere() throws Exception {
    Path none = folder.resolve("none.gguf");
    refuses(
        List.of("generate", "--model", none.toString(), "--token-ids", "3"),
        "model requires a known name (smollm2",
        "a .gguf file or a Hugging Face folder, got '" + none + "'");
    refuses(
        List.of("generate", "--model", folder.toString(), "--token-ids", "3"),
        "model folder requires a config.json, got " + folder);
  }

  @Test
  void refusesPromptsThatDoNotFit() throws Exception {
    String ids = String.join(",", IntStream.range(0, 513).mapToObj(_ -> "3").toList());
    String context = "prompt requires at most 512 tokens (the model's context), got 513";
    refuses(tiny("generate", ids), context);
    refusesLogits(FOLDER, ids, context);
    for (String id : List.of("331", "-1", "2147483647")) {
      String range = "token ids require values from 0 to 330, got " + id;
      refuses(tiny("generate", "3," + id), range);
    }
    refusesLogits(FOLDER, "-2147483648", "from 0 to 330, got -2147483648");
    refuses(
        List.of("generate", "--model", FOLDER.toString(), "--prompt-file", folder.toString()),
        folder + " requires a readable file, got Is a directory");
    refuses(
        List.of("generate", "--model", FOLDER.toString(), "--prompt-file", GGUF.toString()),
        GGUF + " requires UTF-8 text, got other bytes");
  }

  @Test
  void refusesTextWhereThereIsNoTokenizer() throws Exception {
    for (Path model : List.of(FOLDER, GGUF)) {
      refuses(
          List.of("generate", "Hello", "--model", model.toString()),
          "got none (without it, only token ids can go in and out)");
    }
  }

  @Test
  void showsTheStackTraceToWhomAsksForIt() throws Exception {
    Outcome outcome = process().run("--verbose", "generate", "--model", "none", "--token-ids", "1");
    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.err().contains("\tat dev.strobe."), outcome.err());
  }

  @Test
  void wrongUsageIsExitCodeTwo() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("generate"),
            List.of("generate", "--token-ids", "99999999999"),
            List.of("unknown"))) {
      Outcome outcome = process().run(arguments.toArray(String[]::new));
      assertEquals(2, outcome.exitCode(), outcome.err());
      assertEquals(2, outcome.err().lines().count(), outcome.err());
      assertTrue(outcome.err().startsWith("strobe: "), outcome.err());
      assertEquals("", outcome.out());
    }
  }

  private void refusesGguf(DamagedFile damaged, String... words) throws Exception {
    refusesModel(damaged.write(folder.resolve("bad.gguf")), words);
  }

  private void refusesWeights(DamagedFile damaged, String... words) throws Exception {
    Path model = copyOfTheFolder();
    damaged.write(model.resolve("model.safetensors"));
    refusesModel(model, words);
  }

  private void refusesConfiguration(String from, String to, String... words) throws Exception {
    Path model = copyOfTheFolder();
    Path configuration = model.resolve("config.json");
    String sound = Files.readString(configuration);
    assertTrue(sound.contains(from), from);
    Files.writeString(configuration, sound.replace(from, to));
    refusesLogits(model, "3,4", words);
  }

  private Path copyOfTheFolder() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(FOLDER.resolve(file), model.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    return model;
  }

  /// By the command that reads a model and needs no device, which is the fastest.
  private void refusesModel(Path model, String... words) throws Exception {
    refuses(List.of("compile", "--stage", "built", "--model", model.toString()), words);
  }

  private void refusesLogits(Path model, String ids, String... words) throws Exception {
    Path results = Files.createDirectories(folder.resolve("results"));
    String out = results.resolve("logits.npy").toString();
    refuses(
        List.of("logits", "--model", model.toString(), "--token-ids", ids, "--out", out), words);
    assertEquals(List.of(), files(results));
  }

  private void refuses(List<String> arguments, String... words) throws Exception {
    Outcome outcome = process().run(arguments.toArray(String[]::new));
    outcome.assertRefused(words);
    assertEquals(
        List.of(), files(cache).stream().filter(f -> f.matches(".*(tmp|part.*)")).toList());
  }

  private StrobeProcess process() {
    Map<String, String> variables =
        ImmutableMap.of(
            "XDG_CACHE_HOME",
            cache.toString(),
            "STROBE_PLUGIN",
            TestModels.file("cpu-plugin").toString());
    return StrobeProcess.in(folder).withVariables(variables);
  }

  private static List<String> tiny(String command, String ids) {
    return List.of(command, "--model", FOLDER.toString(), "--token-ids", ids);
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }
}
