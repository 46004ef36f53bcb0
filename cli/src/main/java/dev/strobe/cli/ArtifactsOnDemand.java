package dev.strobe.cli;

import dev.strobe.artifacts.Artifact;
import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.ArtifactFetcher;
import dev.strobe.artifacts.ArtifactMissingException;
import dev.strobe.artifacts.FetchOptions;
import dev.strobe.artifacts.ModelLocator;
import dev.strobe.artifacts.PluginLocator;
import dev.strobe.artifacts.StageLines;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The plugin and the model that a command needs, fetched first where they are known by name and
/// missing.
///
/// @param cache where they lie
/// @param environment the variables
record ArtifactsOnDemand(ArtifactCache cache, Map<String, String> environment) {

  static ArtifactsOnDemand of(Main main) {
    return new ArtifactsOnDemand(main.cache(), main.environment());
  }

  /// The file or folder of a model: a known name, a `.gguf` file or a Hugging Face folder.
  Path model(String nameOrPath) {
    return fetchingIfMissing(() -> new ModelLocator(cache).locate(nameOrPath));
  }

  /// The plugin to load, and who chose it.
  ///
  /// @param explicit the argument of `--plugin`
  PluginLocator.Choice plugin(Optional<String> explicit) {
    return fetchingIfMissing(() -> new PluginLocator(cache, environment).locate(explicit));
  }

  /// The file of a known artifact.
  Path file(Artifact artifact) {
    return fetchingIfMissing(() -> cache.require(artifact));
  }

  private <T> T fetchingIfMissing(Supplier<T> located) {
    try {
      return located.get();
    } catch (ArtifactMissingException e) {
      fetch(e.artifact());
      return located.get();
    }
  }

  private void fetch(Artifact artifact) {
    FetchOptions options = FetchOptions.of(environment).withPrompt(new TermsQuestion());
    if (!Terminal.isStandardError()) {
      StageLines lines = new StageLines(System.err);
      new ArtifactFetcher(cache, options.withProgress(lines)).fetch(artifact);
      return;
    }
    try (FetchBar bar = new FetchBar()) {
      new ArtifactFetcher(cache, options.withProgress(bar)).fetch(artifact);
    }
  }
}
