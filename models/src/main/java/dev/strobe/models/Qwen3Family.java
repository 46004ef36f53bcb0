package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// Qwen 3: Llama with norms on queries and keys, and heads whose size is a key of its own.
///
/// GGUF files hold query and key rows in the order of halves, as Hugging Face does.
final class Qwen3Family implements ModelFamily {
  private static final ImmutableMap<String, Object> DEFAULTS =
      ImmutableMap.<String, Object>builder()
          .put("num_key_value_heads", 32L)
          .put("head_dim", 128L)
          .put("max_position_embeddings", 32_768L)
          .put("rms_norm_eps", 1e-6)
          .put("hidden_act", "silu")
          .put("sliding_window", 4096L)
          .put("max_window_layers", 28L)
          .buildOrThrow();

  @Override
  public String architecture() {
    return "qwen3";
  }

  @Override
  public String modelType() {
    return "qwen3";
  }

  @Override
  public FlashConfig gguf(ModelSource source) {
    return LlamaShape.ofGguf("qwen3", source, true).config();
  }

  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    boolean bias = c.flag("attention_bias");
    LlamaShape shape =
        LlamaShape.ofHuggingFace(source, c, new LlamaShape.Biases(bias, bias, false));
    return shape
        .withQueryKeyNorm()
        .withWindows(QwenWindows.of(c, shape.dimensions().layers()))
        .config();
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
