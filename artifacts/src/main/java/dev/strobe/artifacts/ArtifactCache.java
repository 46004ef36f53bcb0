package dev.strobe.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The per-user folder in which fetched files lie; this class finds them and never fetches.
///
/// A file counts as present when its size is right and either a record beside it vouches for these
/// very bytes (hash, and the file's modification time when it was hashed) or its hash, computed
/// now, is right. A file copied in by hand is thus accepted, and a changed one is not.
///
/// @param root such as `~/.cache/strobe`; need not exist
public record ArtifactCache(Path root) {

  /// The cache that the environment names: `$XDG_CACHE_HOME/strobe`, else `~/.cache/strobe`.
  public static ArtifactCache of(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
      return new ArtifactCache(Path.of(xdg, "strobe"));
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    return new ArtifactCache(Path.of(home, ".cache", "strobe"));
  }

  /// Where the file of an artifact lies, or would lie.
  public Path path(Artifact artifact) {
    return folder(artifact).resolve(artifact.file().name());
  }

  /// The file of an artifact, if it is there and unharmed.
  public Optional<Path> find(Artifact artifact) {
    Path file = path(artifact);
    return problem(artifact, file).isEmpty() ? Optional.of(file) : Optional.empty();
  }

  /// The file of an artifact; an [ArtifactMissingException] that names the mending command if it
  /// isn't there.
  public Path require(Artifact artifact) {
    Path file = path(artifact);
    Optional<String> problem = problem(artifact, file);
    if (problem.isPresent()) {
      throw new ArtifactMissingException(
          artifact,
          "%s requires the file %s of %d bytes, got %s (mend with: %s)"
              .formatted(
                  artifact.name(),
                  file,
                  artifact.file().bytes(),
                  problem.get(),
                  artifact.fetchCommand()));
    }
    return file;
  }

  /// What is wrong with the file; empty if nothing is.
  private static Optional<String> problem(Artifact artifact, Path file) {
    PinnedFile pinned = artifact.file();
    if (!Files.isRegularFile(file)) {
      return Optional.of("none");
    }
    try {
      long size = Files.size(file);
      if (size != pinned.bytes()) {
        return Optional.of(size + " bytes");
      }
      if (VerifiedRecord.vouchesFor(file, pinned)) {
        return Optional.empty();
      }
      String hash = Sha256.of(file);
      return hash.equals(pinned.sha256())
          ? Optional.empty()
          : Optional.of("other contents, SHA-256 " + hash);
    } catch (IOException e) {
      return Optional.of("an unreadable one: " + Causes.oneLine(e));
    }
  }

  Path folder(Artifact artifact) {
    return root.resolve(artifact.kind().folder())
        .resolve(artifact.name() + "-" + artifact.version());
  }

  Path lockFile(Artifact artifact) {
    return root.resolve("locks").resolve(artifact.name() + ".lock");
  }

  Path stagingFolder(Artifact artifact) {
    return root.resolve("fetching").resolve(artifact.name());
  }
}
