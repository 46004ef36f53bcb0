package dev.strobe.artifacts;

/// A known artifact isn't in the cache, or what lies there is damaged.
///
/// The command line answers it by fetching [#artifact()]; library code lets it pass.
public final class ArtifactMissingException extends ArtifactException {
  private static final long serialVersionUID = 1L;
  private final transient Artifact artifact;

  ArtifactMissingException(Artifact artifact, String message) {
    super(message);
    this.artifact = artifact;
  }

  /// What is missing.
  public Artifact artifact() {
    return artifact;
  }
}
