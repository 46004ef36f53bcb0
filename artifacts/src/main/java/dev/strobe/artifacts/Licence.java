package dev.strobe.artifacts;

import java.util.Optional;

/// What an artifact may be used under.
///
/// @param name SPDX expression or the name of the terms
/// @param terms terms that a user must accept by name before the first fetch
public record Licence(String name, Optional<Terms> terms) {

  static Licence open(String name) {
    return new Licence(name, Optional.empty());
  }

  static Licence restricted(Terms terms) {
    return new Licence(terms.name(), Optional.of(terms));
  }
}
