package dev.strobe.artifacts;

/// A fetch was refused because nobody has accepted the terms of the artifact.
public final class TermsNotAcceptedException extends ArtifactException {
  private static final long serialVersionUID = 1L;

  TermsNotAcceptedException(Artifact artifact, Terms terms) {
    super(
        "fetching %s requires that you accept the %s (%s), got no acceptance (set %s=%s)"
            .formatted(artifact.name(), terms.name(), terms.where(), Terms.VARIABLE, terms.key()));
  }
}
