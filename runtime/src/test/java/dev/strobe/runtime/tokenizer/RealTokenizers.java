package dev.strobe.runtime.tokenizer;

import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.KnownArtifacts;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Tokenizers of the real models, from their files in the per-user cache.
final class RealTokenizers {
  private RealTokenizers() {}

  /// Key-values of a model's GGUF file; empty if its terms are not accepted. A missing file fails
  /// with the command that mends it.
  static Optional<Map<String, Object>> keyValues(String model) {
    Artifact artifact = KnownArtifacts.named(model);
    if (artifact.terms().isPresent() && !artifact.terms().get().acceptedIn(System.getenv())) {
      return Optional.empty();
    }
    Path file = ArtifactCache.of(System.getenv()).require(artifact);
    try (Checkpoint checkpoint = Checkpoints.open(file)) {
      return Optional.of(checkpoint.configuration());
    }
  }

  /// The model's tokenizer, derived anew in `cache` unless it is there.
  static Optional<Tokenizer> of(String model, Path cache) {
    return keyValues(model).map(values -> Tokenizers.fromGguf(values, cache, model));
  }
}
