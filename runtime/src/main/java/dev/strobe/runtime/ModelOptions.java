package dev.strobe.runtime;

import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.PluginLocator;
import dev.strobe.models.WeightType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a model runs and what it may use.
///
/// @param plugin the PJRT plugin's library
/// @param cacheFolder for executables and derived tokenizers; empty keeps nothing on disk
/// @param threads for reading weights
/// @param tokenizer whether the tokenizer is loaded beside the weights
/// @param memory bytes that weights and caches may take together; empty means what is available
/// @param weights how weights are kept on the device
public record ModelOptions(
    Path plugin,
    Optional<Path> cacheFolder,
    int threads,
    TokenizerUse tokenizer,
    OptionalLong memory,
    WeightType weights) {
  /// Whether text goes in and out, or only ids.
  public enum TokenizerUse {
    /// A model without a tokenizer is refused when text is asked for.
    REQUIRED,
    /// Text comes out where the model has a tokenizer.
    IF_PRESENT,
    /// It is not even looked for.
    NONE
  }

  /// The default plugin and cache of this user.
  ///
  /// @throws dev.strobe.artifacts.ArtifactException naming the command that fetches the plugin, if
  ///   there is none
  public static ModelOptions defaults() {
    return of(System.getenv());
  }

  /// As the environment says: `STROBE_PLUGIN`, `PJRT_NAMES_AND_LIBRARY_PATHS`, `XDG_CACHE_HOME`.
  public static ModelOptions of(Map<String, String> environment) {
    ArtifactCache cache = ArtifactCache.of(environment);
    Path plugin = new PluginLocator(cache, environment).locate(Optional.empty()).path();
    return new ModelOptions(
        plugin,
        Optional.of(cache.root()),
        Runtime.getRuntime().availableProcessors(),
        TokenizerUse.REQUIRED,
        OptionalLong.empty(),
        WeightType.F32);
  }

  public ModelOptions withPlugin(Path path) {
    return new ModelOptions(path, cacheFolder, threads, tokenizer, memory, weights);
  }

  public ModelOptions withCacheFolder(Optional<Path> folder) {
    return new ModelOptions(plugin, folder, threads, tokenizer, memory, weights);
  }

  public ModelOptions withTokenizer(TokenizerUse use) {
    return new ModelOptions(plugin, cacheFolder, threads, use, memory, weights);
  }

  public ModelOptions withMemory(long bytes) {
    return new ModelOptions(
        plugin, cacheFolder, threads, tokenizer, OptionalLong.of(bytes), weights);
  }

  public ModelOptions withWeights(WeightType type) {
    return new ModelOptions(plugin, cacheFolder, threads, tokenizer, memory, type);
  }
}
