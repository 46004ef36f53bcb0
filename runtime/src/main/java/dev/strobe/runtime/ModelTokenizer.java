package dev.strobe.runtime;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.tokenizer.Tokenizer;
import dev.strobe.runtime.tokenizer.Tokenizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tokenizer that comes with a model.
public final class ModelTokenizer {
  private static final ImmutableList<String> END_OF_TEXT_KEYS =
      ImmutableList.of(
          "eos_token_id", "tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id");

  private ModelTokenizer() {}

  /// The tokenizer of a model's file or folder, without its weights; the caller closes it.
  ///
  /// @param cacheFolder where a tokenizer derived from a GGUF file is kept
  public static Tokenizer open(Path path, Path cacheFolder) {
    try (Checkpoint checkpoint = Checkpoints.open(path)) {
      return open(checkpoint, cacheFolder);
    }
  }

  /// Whether a model has a tokenizer at all.
  static boolean isPresent(Checkpoint checkpoint) {
    return checkpoint.format() == Checkpoint.Format.HUGGING_FACE
        ? Files.isRegularFile(folderOf(checkpoint.path()).resolve("tokenizer.json"))
        : checkpoint.configuration().containsKey("tokenizer.ggml.model");
  }

  /// The ids that end a text, as the checkpoint's configuration names them.
  static ImmutableSet<Integer> endOfText(Checkpoint checkpoint) {
    ImmutableSet.Builder<Integer> ids = ImmutableSet.builder();
    var configuration = checkpoint.configuration();
    for (String key : END_OF_TEXT_KEYS) {
      addIds(configuration.get(key), ids);
    }
    if (configuration.get("generation_config") instanceof Map<?, ?> generation) {
      addIds(generation.get("eos_token_id"), ids);
    }
    return ids.build();
  }

  private static void addIds(@Nullable Object value, ImmutableSet.Builder<Integer> ids) {
    switch (value) {
      case Long id -> ids.add(id.intValue());
      case List<?> list -> list.forEach(id -> addIds(id, ids));
      case null, default -> {}
    }
  }

  static Tokenizer open(Checkpoint checkpoint, Path cacheFolder) {
    if (checkpoint.format() == Checkpoint.Format.HUGGING_FACE) {
      return Tokenizers.fromFolder(folderOf(checkpoint.path()));
    }
    return Tokenizers.fromGguf(
        checkpoint.configuration(), cacheFolder.resolve("tokenizers"), checkpoint.fingerprint());
  }

  private static Path folderOf(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return Files.isDirectory(path) || parent == null ? path : parent;
  }
}
