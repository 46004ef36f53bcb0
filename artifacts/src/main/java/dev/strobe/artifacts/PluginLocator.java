package dev.strobe.artifacts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Finds the PJRT plugin to load; never fetches.
///
/// The first of these that says anything decides: the explicit choice (`--plugin`),
/// `STROBE_PLUGIN`, `PJRT_NAMES_AND_LIBRARY_PATHS` (`name:path,...`, of which the first counts),
/// the default plugin in the cache. The first two may also be a known name such as
/// `cpu-plugin-0.106`.
///
/// @param cache where known plugins lie
/// @param environment the variables
public record PluginLocator(ArtifactCache cache, Map<String, String> environment) {
  private static final String VARIABLE = "STROBE_PLUGIN";
  private static final String SHARED_VARIABLE = "PJRT_NAMES_AND_LIBRARY_PATHS";

  public PluginLocator {
    environment = Map.copyOf(environment);
  }

  /// A plugin and who chose it.
  ///
  /// @param path an existing file
  /// @param chosenBy `--plugin`, the name of a variable, or `default`
  public record Choice(Path path, String chosenBy) {}

  /// The plugin to load.
  ///
  /// @param explicit the argument of `--plugin`
  /// @throws ArtifactMissingException if it is a known plugin that isn't in the cache
  /// @throws ArtifactException if a chosen file doesn't exist
  public Choice locate(Optional<String> explicit) {
    if (explicit.isPresent()) {
      return nameOrPath(explicit.get(), "--plugin");
    }
    Optional<String> ours = variable(VARIABLE);
    if (ours.isPresent()) {
      return nameOrPath(ours.get(), VARIABLE);
    }
    Optional<String> shared = variable(SHARED_VARIABLE);
    if (shared.isPresent()) {
      return new Choice(existing(firstPath(shared.get()), SHARED_VARIABLE), SHARED_VARIABLE);
    }
    return new Choice(
        cache.require(KnownArtifacts.named(KnownArtifacts.DEFAULT_PLUGIN)), "default");
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private Choice nameOrPath(String text, String chosenBy) {
    Optional<Artifact> known =
        KnownArtifacts.find(text).filter(artifact -> artifact.kind() == Artifact.Kind.PLUGIN);
    Path path = known.isPresent() ? cache.require(known.get()) : existing(text, chosenBy);
    return new Choice(path, chosenBy);
  }

  private static String firstPath(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(entry -> entry.indexOf(':') > 0)
        .map(entry -> entry.substring(entry.indexOf(':') + 1))
        .findFirst()
        .orElseThrow(
            () ->
                new ArtifactException(
                    "%s requires name:path,..., got '%s'".formatted(SHARED_VARIABLE, list)));
  }

  private static Path existing(String text, String chosenBy) {
    Path path = Path.of(text);
    if (!Files.isRegularFile(path)) {
      throw new ArtifactException(
          "%s requires a plugin file or one of %s, got '%s', which is no file"
              .formatted(
                  chosenBy,
                  KnownArtifacts.names(KnownArtifacts.ofKind(Artifact.Kind.PLUGIN)),
                  text));
    }
    return path;
  }
}
