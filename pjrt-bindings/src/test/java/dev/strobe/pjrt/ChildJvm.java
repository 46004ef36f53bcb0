package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A [ChildScene] in a JVM of its own, whose end does not end the tests.
final class ChildJvm implements AutoCloseable {
  /// What a process left behind.
  record Outcome(int exitCode, String output) {}

  private final Process process;
  private final BufferedReader reader;
  private final StringBuilder output = new StringBuilder();

  private ChildJvm(Process process) {
    this.process = process;
    this.reader = process.inputReader();
  }

  static ChildJvm start(ChildScene scene, TestPlugins plugin, String... jvmOptions)
      throws IOException {
    return start(scene, plugin, Map.of(), jvmOptions);
  }

  static ChildJvm start(
      ChildScene scene, TestPlugins plugin, Map<String, String> environment, String... jvmOptions)
      throws IOException {
    // A shell may have started us with interrupts ignored, which a child would inherit.
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildScene.class.getName(), scene.name(), plugin.name()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /// Reads on until the child says `line`.
  void awaitLine(String line) throws IOException {
    for (String next = reader.readLine(); next != null; next = reader.readLine()) {
      output.append(next).append('\n');
      if (next.equals(line)) {
        return;
      }
    }
    throw new AssertionError("the child ended before it said '" + line + "':\n" + output);
  }

  /// As a user or the system would send it.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
  }

  /// Waits for the child's own end, which must come within `limit`.
  Outcome end(Duration limit) throws IOException, InterruptedException {
    assertTrue(
        process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS),
        () -> "no end within " + limit + " after:\n" + output);
    reader.lines().forEach(line -> output.append(line).append('\n'));
    return new Outcome(process.exitValue(), output.toString());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
