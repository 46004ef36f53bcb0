package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// Qwen 2 and 2.5: Llama with biases on queries, keys and values, always and only there.
///
/// GGUF files hold query and key rows in the order of halves, as Hugging Face does.
final class Qwen2Family implements ModelFamily {
  private static final ImmutableMap<String, Object> DEFAULTS =
      ImmutableMap.<String, Object>builder()
          .put("num_key_value_heads", 32L)
          .put("max_position_embeddings", 32_768L)
          .put("rms_norm_eps", 1e-6)
          .put("hidden_act", "silu")
          .put("sliding_window", 4096L)
          .put("max_window_layers", 28L)
          .buildOrThrow();

  @Override
  public String architecture() {
    return "qwen2";
  }

  @Override
  public String modelType() {
    return "qwen2";
  }

  @Override
  public FlashConfig gguf(ModelSource source) {
    return LlamaShape.ofGguf("qwen2", source, false).config();
  }

  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    LlamaShape shape =
        LlamaShape.ofHuggingFace(source, c, new LlamaShape.Biases(true, false, false));
    return shape.withWindows(QwenWindows.of(c, shape.dimensions().layers())).config();
  }

  @Override
  public WeightExpression ggufWeight(String parameter, FlashConfig config) {
    return new WeightExpression.Tensor(GgufNames.of(parameter, config));
  }

  @Override
  public WeightExpression huggingFaceWeight(String parameter) {
    return new WeightExpression.Tensor(parameter);
  }
}
