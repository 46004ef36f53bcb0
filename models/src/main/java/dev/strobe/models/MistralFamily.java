package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// Mistral: Llama without biases, with a window in every layer unless `sliding_window` is null.
///
/// Its GGUF files are of the architecture `llama`.
final class MistralFamily implements ModelFamily {
  private static final ImmutableMap<String, Object> DEFAULTS =
      ImmutableMap.<String, Object>builder()
          .put("num_key_value_heads", 8L)
          .put("max_position_embeddings", 131_072L)
          .put("rms_norm_eps", 1e-6)
          .put("hidden_act", "silu")
          .put("sliding_window", 4096L)
          .buildOrThrow();
  private final LlamaFamily llama = new LlamaFamily();

  @Override
  public String architecture() {
    return llama.architecture();
  }

  @Override
  public String modelType() {
    return "mistral";
  }

  @Override
  public FlashConfig gguf(ModelSource source) {
    return llama.gguf(source);
  }

  /// `layer_types` is refused: transformers knows it in the files of a sibling, and passes it over
  /// here.
  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    LlamaShape shape =
        LlamaShape.ofHuggingFace(source, c, new LlamaShape.Biases(false, false, false));
    if (c.has("layer_types")) {
      throw c.requires("layer_types", "none (the same window in all layers)");
    }
    return c.has("sliding_window")
        ? shape
            .withWindows(
                LlamaShape.Windows.everywhere(
                    c.size("sliding_window"), shape.dimensions().layers()))
            .config()
        : shape.config();
  }

  @Override
  public WeightExpression ggufWeight(String parameter, FlashConfig config) {
    return llama.ggufWeight(parameter, config);
  }

  @Override
  public WeightExpression huggingFaceWeight(String parameter) {
    return llama.huggingFaceWeight(parameter);
  }
}
