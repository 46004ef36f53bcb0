package dev.strobe.artifacts;

import java.util.Arrays;
import java.util.Map;

/// Terms of use that restrict what a fetched file may be used for.
///
/// @param key what a user writes into [#VARIABLE], such as `gemma`
/// @param name the title of the terms
/// @param where a page on which they can be read
public record Terms(String key, String name, String where) {
  /// Environment variable with a comma-separated list of the keys of accepted terms.
  public static final String VARIABLE = "STROBE_ACCEPT_TERMS";

  /// Whether the environment accepts these terms.
  public boolean acceptedIn(Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault(VARIABLE, "").split(","))
        .map(String::strip)
        .anyMatch(key::equals);
  }
}
