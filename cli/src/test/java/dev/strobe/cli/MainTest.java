package dev.strobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MainTest {
  @TempDir Path cache;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void wrongUsageIsTwoLinesAndExitCodeTwo() {
    assertEquals(2, run("frobnicate"));
    assertEquals("", out.toString());
    assertEquals(
        "strobe: Unmatched argument at index 0: 'frobnicate'\nsee: strobe --help\n",
        err.toString());
  }

  @Test
  void weightsAreOneOfThreeTypes() {
    for (String command : List.of("generate", "chat", "logits", "perplexity", "bench", "compile")) {
      err.getBuffer().setLength(0);
      assertEquals(2, run(command, "--weights", "int4"));
      assertTrue(
          err.toString()
              .startsWith(
                  "strobe: Invalid value for option '--weights': expected one of [F32, BF16, INT8]"
                      + " (case-insensitive) but was 'int4'\n"),
          err.toString());
    }
  }

  @Test
  void noCommandIsWrongUsage() {
    assertEquals(2, run());
    assertTrue(err.toString().startsWith("strobe: a command is missing\n"), err.toString());
  }

  @Test
  void aFailureIsOneLineAndExitCodeOne() {
    assertEquals(1, run("fetch", "nosuch"));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().startsWith("strobe: artifact requires one of "), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void verboseAddsTheStackTraceWhereverItIsWritten() {
    assertEquals(1, run("--verbose", "fetch", "nosuch"));
    assertEquals(1, run("fetch", "nosuch", "--verbose"));
    assertEquals(
        2,
        err.toString()
            .lines()
            .filter(line -> line.startsWith("dev.strobe.artifacts.ArtifactException: "))
            .count(),
        err.toString());
  }

  @Test
  void withoutATerminalUnacceptedTermsAreAFailure() {
    assertEquals(1, run("fetch", "gemma3-270m"));
    assertTrue(err.toString().contains("(set STROBE_ACCEPT_TERMS=gemma)"), err.toString());
  }

  @Test
  void listsModelsWithTheirStateAndPathAsJson() {
    assertEquals(0, run("models", "--json"));
    JsonNode first = JsonMapper.shared().readTree(out.toString()).get("models").get(0);
    assertEquals("smollm2", first.get("name").asString());
    assertTrue(first.get("default").asBoolean());
    assertEquals("missing", first.get("state").asString());
    assertTrue(first.get("path").asString().startsWith(cache.resolve("strobe/models") + "/"));
    assertEquals("./strobe fetch smollm2", first.get("fetch").asString());
    assertFalse(
        JsonMapper.shared()
            .readTree(out.toString())
            .get("models")
            .get(1)
            .get("default")
            .asBoolean());
  }

  @Test
  void listsModelsForPeople() {
    assertEquals(0, run("models"));
    assertTrue(
        out.toString().startsWith("smollm2 (default): missing, 98 MB, Apache-2.0\n"),
        out.toString());
  }

  @Test
  void helpOfACommandNamesWhatCanBeFetched() {
    assertEquals(0, run("fetch", "--help"));
    assertTrue(out.toString().contains("smollm2"), out.toString());
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        Main.commandLine(Map.of("XDG_CACHE_HOME", cache.toString(), "PATH", cache.toString()));
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
