package dev.strobe.models;

import com.google.common.primitives.ImmutableLongArray;
import java.util.OptionalInt;

/// The sizes that checkpoints of all families state under the same keys.
///
/// @param vocabulary rows of the embedding table
/// @param model width of the residual stream
/// @param feedForward width inside the gated feed-forward layer
/// @param context most positions
/// @param layers how many
/// @param heads query heads
/// @param kvHeads key and value heads
/// @param headSize width of one head
/// @param epsilon of the RMS norms
record Dimensions(
    int vocabulary,
    int model,
    int feedForward,
    int context,
    int layers,
    int heads,
    int kvHeads,
    int headSize,
    double epsilon) {
  private static final int MOST_LAYERS = 4096;

  /// From the keys of one GGUF architecture; the vocabulary is read off the embedding table.
  static Dimensions ofGguf(ModelSource source, ConfigurationReader c) {
    int model = c.size("embedding_length");
    int heads = uniform(c, "attention.head_count");
    OptionalInt headSize = c.optionalSize("attention.key_length");
    return new Dimensions(
        vocabulary(source),
        model,
        uniform(c, "feed_forward_length"),
        c.positive("context_length"),
        layers(c, "block_count"),
        heads,
        c.optionalUniformSize("attention.head_count_kv").orElse(heads),
        headSize.orElseGet(() -> share(c, "embedding_length", model, heads)),
        c.real("attention.layer_norm_rms_epsilon"));
  }

  /// From `config.json`.
  static Dimensions ofHuggingFace(ConfigurationReader c) {
    int model = c.size("hidden_size");
    int heads = c.size("num_attention_heads");
    return new Dimensions(
        c.size("vocab_size"),
        model,
        c.size("intermediate_size"),
        c.positive("max_position_embeddings"),
        layers(c, "num_hidden_layers"),
        heads,
        c.optionalSize("num_key_value_heads").orElse(heads),
        c.optionalSize("head_dim").orElseGet(() -> share(c, "hidden_size", model, heads)),
        c.real("rms_norm_eps"));
  }

  private static int vocabulary(ModelSource source) {
    ImmutableLongArray dims =
        source.tensors().getOrDefault("token_embd.weight", ImmutableLongArray.of());
    boolean fits = dims.length() == 2 && dims.get(0) > 0;
    if (!fits || dims.get(0) > ConfigurationReader.LARGEST_SIZE) {
      throw new UnsupportedModelException(
          "token_embd.weight requires dimensions [vocabulary, model], got %s in %s"
              .formatted(dims, source.origin()));
    }
    return (int) dims.get(0);
  }

  private static int uniform(ConfigurationReader c, String key) {
    return c.optionalUniformSize(key).orElseThrow(() -> c.requires(key, "a positive integer"));
  }

  private static int layers(ConfigurationReader c, String key) {
    int layers = c.size(key);
    if (layers > MOST_LAYERS) {
      throw c.requires(key, "at most " + MOST_LAYERS);
    }
    return layers;
  }

  private static int share(ConfigurationReader c, String key, int model, int heads) {
    if (model % heads != 0) {
      throw c.requires(key, "a multiple of the " + heads + " heads where no head size is given");
    }
    return model / heads;
  }
}
