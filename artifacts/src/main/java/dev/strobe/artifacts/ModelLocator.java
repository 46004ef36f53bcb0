package dev.strobe.artifacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Turns what a user calls a model into a path: a known name, a `.gguf` file, or a Hugging Face
/// folder.
///
/// A known name wins over a file of the same name; write `./smollm2` for the file.
///
/// @param cache where known models lie
public record ModelLocator(ArtifactCache cache) {

  /// The file or folder of a model; never fetches.
  ///
  /// @throws ArtifactMissingException if it is a known model that isn't in the cache
  /// @throws ArtifactException if there is no such model
  public Path locate(String nameOrPath) {
    Optional<Artifact> known =
        KnownArtifacts.find(nameOrPath).filter(artifact -> artifact.kind() == Artifact.Kind.MODEL);
    if (known.isPresent()) {
      return cache.require(known.get());
    }
    Path path = Path.of(nameOrPath);
    if (Files.isRegularFile(path)) {
      return path;
    }
    if (Files.isDirectory(path)) {
      return requireConfiguration(path);
    }
    throw new ArtifactException(
        "model requires a known name (%s), a .gguf file or a Hugging Face folder, got '%s'"
            .formatted(
                KnownArtifacts.names(KnownArtifacts.ofKind(Artifact.Kind.MODEL)), nameOrPath));
  }

  private static Path requireConfiguration(Path folder) {
    if (!Files.isRegularFile(folder.resolve("config.json"))) {
      throw new ArtifactException(
          "model folder requires a config.json, got %s without one".formatted(folder));
    }
    return folder;
  }
}
