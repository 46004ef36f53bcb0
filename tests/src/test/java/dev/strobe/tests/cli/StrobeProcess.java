package dev.strobe.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shipped jar in processes of its own.
///
/// @param folder for what they print
/// @param environment variables beside those of the suite
/// @param in standard input
record StrobeProcess(Path folder, ImmutableMap<String, String> environment, Path in) {
  static final Path ROOT = Path.of(System.getProperty("strobe.root"));

  /// What a process left behind.
  record Outcome(int exitCode, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }

    /// One line that says what is required and what was there instead, and these words; nothing on
    /// standard output.
    void assertRefused(String... words) {
      assertEquals(1, exitCode, err);
      assertEquals("", out, err);
      assertEquals(1, err.lines().count(), err);
      assertTrue(err.startsWith("strobe: ") && err.endsWith("\n"), err);
      assertTrue(err.matches("strobe: \\S.* requires? .+, got .+\n"), err);
      for (String word : words) {
        assertTrue(err.contains(word), () -> "no '" + word + "' in: " + err);
      }
    }
  }

  static StrobeProcess in(Path folder) {
    return new StrobeProcess(folder, ImmutableMap.of(), Path.of("/dev/null"));
  }

  StrobeProcess withVariables(Map<String, String> more) {
    var all = ImmutableMap.<String, String>builder().putAll(environment).putAll(more);
    return new StrobeProcess(folder, all.buildKeepingLast(), in);
  }

  StrobeProcess withInput(Path file) {
    return new StrobeProcess(folder, environment, file);
  }

  /// Runs one command to its end.
  Outcome run(String... arguments) throws Exception {
    return runTo(Files.createTempFile(folder, "out", ""), arguments);
  }

  /// Runs one command that prints to a file or device.
  Outcome runTo(Path out, String... arguments) throws Exception {
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        builder(arguments)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(
        process.waitFor(300, TimeUnit.SECONDS), () -> "no end: " + String.join(" ", arguments));
    return new Outcome(process.exitValue(), Files.isRegularFile(out) ? read(out) : "", read(err));
  }

  /// A command that somebody else starts.
  ProcessBuilder builder(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                ROOT.resolve("cli").resolve("target/strobe.jar").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
