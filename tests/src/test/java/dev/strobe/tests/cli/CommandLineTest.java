package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.runtime.checkpoint.NpyArray;
import dev.strobe.runtime.checkpoint.NpyFile;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.cli.StrobeProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The shipped jar in processes of its own, with the real plugin and the real default model.
class CommandLineTest {
  private static final Path TINY = TestModels.tiny("llama");

  @TempDir private Path folder;

  @Test
  void generatesTheSameTextStreamedAndAsJson() throws Exception {
    List<String> prompt = List.of("The capital of France is", "--raw", "--max-tokens", "8");
    Outcome streamed = strobe(with("generate", prompt));
    Outcome json = strobe(with("generate", prompt, "--json"));
    assertEquals(0, streamed.exitCode(), streamed.err());
    assertTrue(streamed.out().startsWith(" Paris."), streamed.out());
    assertEquals(
        streamed.out().stripTrailing(), json.json().get("text").stringValue().stripTrailing());
    assertEquals(5, json.json().get("prompt_ids").size());
    assertEquals("length", json.json().get("finish_reason").stringValue());
    assertTrue(json.json().get("timings").get("first_token_ms").doubleValue() > 0);
    assertTrue(json.json().get("memory").get("alias_bytes").longValue() > 0);
    assertTrue(json.json().get("memory").get("resident_bytes").longValue() > 100_000_000);
  }

  @Test
  void anInstructModelGetsItsChatTemplate() throws Exception {
    Outcome outcome = strobe("generate", "Hello", "--max-tokens", "1", "--json");
    assertEquals(0, outcome.exitCode(), outcome.err());
    // <|im_start|> opens the system turn that the template adds.
    assertEquals(1, outcome.json().get("prompt_ids").get(0).intValue());
    assertTrue(outcome.json().get("prompt_ids").size() > 20);
  }

  @Test
  void aSeedReproducesASampledText() throws Exception {
    List<String> options =
        List.of("Once upon a time", "--raw", "--max-tokens", "12", "--temperature", "0.9");
    String first = strobe(with("generate", options, "--seed", "7", "--json")).out();
    String second = strobe(with("generate", options, "--seed", "7", "--json")).out();
    String other = strobe(with("generate", options, "--seed", "8", "--json")).out();
    assertEquals(ids(first), ids(second));
    assertFalse(ids(first).equals(ids(other)));
  }

  @Test
  void modelsWithoutATokenizerTakeIds() throws Exception {
    Outcome outcome =
        strobe(
            "generate",
            "--model",
            TINY.toString(),
            "--token-ids",
            "3,4,5",
            "--max-tokens",
            "4",
            "--json");
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertEquals("", outcome.json().get("text").stringValue());
  }

  @Test
  void writesLogitsAndHiddenStates() throws Exception {
    Path logits = folder.resolve("logits.npy");
    Path hidden = folder.resolve("hidden");
    Outcome outcome =
        strobe(
            "logits",
            "--model",
            TINY.toString(),
            "--token-ids",
            "3,4,5",
            "--all",
            "--out",
            logits.toString(),
            "--hidden-states",
            hidden.toString());
    assertEquals(0, outcome.exitCode(), outcome.err());
    NpyArray array = NpyFile.read(logits);
    assertEquals("[3, 331]", array.shape().toString());
    assertEquals("[3, 64]", NpyFile.read(hidden.resolve("layer_03.npy")).shape().toString());
    assertTrue(
        Files.exists(hidden.resolve("embed.npy"))
            && Files.exists(hidden.resolve("final_norm.npy")));
  }

  @Test
  void tokenizesJsonLines() throws Exception {
    Path in = folder.resolve("in.jsonl");
    Files.writeString(in, "{\"text\":\"a b\"}\n{\"text\":\"<|im_end|>\"}\n");
    Outcome parsed = StrobeProcess.in(folder).withInput(in).run("tokenize");
    Outcome plain = StrobeProcess.in(folder).withInput(in).run("tokenize", "--plain");
    assertEquals(
        List.of("[81,278]", "[2]"), parsed.out().lines().map(CommandLineTest::ids).toList());
    assertTrue(ids(plain.out().lines().toList().get(1)).length() > "[2]".length());
  }

  @Test
  void printsEveryStageOfAProgram() throws Exception {
    for (String stage : List.of("built", "lowered", "optimized")) {
      Outcome outcome =
          strobe("compile", "--model", TINY.toString(), "--stage", stage, "--capacity", "64");
      assertEquals(0, outcome.exitCode(), outcome.err());
      String expected = stage.equals("optimized") ? "HloModule" : "stablehlo.dot_general";
      assertTrue(outcome.out().contains(expected), stage);
      assertEquals(stage.equals("lowered"), outcome.out().contains("tf.aliasing_output"), stage);
    }
  }

  @Test
  void theDoctorFindsThisMachineHealthy() throws Exception {
    Outcome outcome = strobe("doctor", "--json");
    assertEquals(0, outcome.exitCode(), outcome.out());
    assertEquals("java", outcome.json().get("checks").get(0).get("name").stringValue());
    assertEquals(0, strobe("devices", "--json").exitCode());
  }

  @Test
  void anInterruptEndsWithWhatWasGenerated() throws Exception {
    ProcessBuilder generate =
        StrobeProcess.in(folder)
            .builder(
                "generate",
                "Tell me a very long story.",
                "--max-tokens",
                "2000",
                "--temperature",
                "1");
    // A shell starts what runs in its background deaf to interrupts, and that is inherited.
    generate.command().addAll(0, List.of("env", "--default-signal=INT"));
    Process process =
        generate
            .redirectOutput(folder.resolve("story").toFile())
            .redirectError(folder.resolve("error").toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (process.isAlive()
        && Files.size(folder.resolve("story")) < 20
        && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue(), () -> StrobeProcess.read(folder.resolve("error")));
    assertTrue(Files.readString(folder.resolve("story")).length() >= 20);
  }

  private static String ids(String json) {
    return JsonMapper.shared().readTree(json).get("ids").toString();
  }

  private static String[] with(String command, List<String> options, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(options);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Outcome strobe(String... arguments) throws Exception {
    return StrobeProcess.in(folder).run(arguments);
  }
}
