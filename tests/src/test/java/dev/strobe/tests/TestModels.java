package dev.strobe.tests;

import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.KnownArtifacts;
import dev.strobe.runtime.ModelOptions;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where the suite finds plugin and models: in the user's cache, where the build has put them.
public final class TestModels {
  private static final ArtifactCache CACHE = ArtifactCache.of(System.getenv());

  private TestModels() {}

  /// The file of a known model or plugin; missing, it fails with the command that fetches it.
  public static Path file(String name) {
    return CACHE.require(KnownArtifacts.named(name));
  }

  /// A small random checkpoint of the reference data, such as `llama`, as a Hugging Face folder.
  public static Path tiny(String name) {
    return golden().resolve("tiny").resolve(name);
  }

  /// A small random GGUF file of the reference data, such as `llama-f32`.
  public static Path tinyGguf(String name) {
    return golden().resolve("gguf").resolve(name).resolve("model.gguf");
  }

  /// A small tokenizer of the reference data, such as `byte-level`, as a Hugging Face folder.
  public static Path tinyTokenizer(String name) {
    return golden().resolve("tokenizers").resolve(name);
  }

  private static Path golden() {
    return Path.of(System.getProperty("strobe.root"), "tests/src/test/resources/golden");
  }

  /// Whether whoever runs the suite has accepted the terms of a model.
  public static boolean accepted(String terms) {
    String accepted = System.getenv().getOrDefault("STROBE_ACCEPT_TERMS", "");
    return Set.of(accepted.split(",")).contains(terms);
  }

  /// Options over the default plugin with executables kept below `target`, so that a second run of
  /// the suite finds them, and the user's own are left alone.
  public static ModelOptions options() {
    Path target = Path.of(System.getProperty("strobe.root"), "tests", "target", "cache");
    return ModelOptions.defaults()
        .withCacheFolder(Optional.of(target))
        .withTokenizer(TokenizerUse.IF_PRESENT);
  }
}
