package dev.strobe.artifacts;

/// Asks a person whether they accept the terms of an artifact before it is fetched.
@FunctionalInterface
public interface TermsPrompt {
  /// Nobody to ask: accepts nothing.
  TermsPrompt NOBODY = (artifact, terms) -> false;

  boolean accepts(Artifact artifact, Terms terms);
}
