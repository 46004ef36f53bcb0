package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// Llama and what follows it, SmolLM2 among them: global attention, a SiLU gate.
///
/// GGUF files of this architecture, Mistral's among them, hold query and key rows in interleaved
/// rotation order.
final class LlamaFamily implements ModelFamily {
  private static final ImmutableMap<String, Object> DEFAULTS =
      ImmutableMap.of("max_position_embeddings", 2048L, "rms_norm_eps", 1e-6, "hidden_act", "silu");

  @Override
  public String architecture() {
    return "llama";
  }

  @Override
  public String modelType() {
    return "llama";
  }

  @Override
  public FlashConfig gguf(ModelSource source) {
    return LlamaShape.ofGguf("llama", source, false).config();
  }

  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    boolean bias = c.flag("attention_bias");
    var biases = new LlamaShape.Biases(bias, bias, c.flag("mlp_bias"));
    return LlamaShape.ofHuggingFace(source, c, biases).config();
  }

  @Override
  public WeightExpression ggufWeight(String parameter, FlashConfig config) {
    var tensor = new WeightExpression.Tensor(GgufNames.of(parameter, config));
    if (parameter.contains(".q_proj.")) {
      return new WeightExpression.UnpermuteRotary(tensor, config.attention().heads());
    }
    if (parameter.contains(".k_proj.")) {
      return new WeightExpression.UnpermuteRotary(tensor, config.attention().kvHeads());
    }
    return tensor;
  }

  @Override
  public WeightExpression huggingFaceWeight(String parameter) {
    return new WeightExpression.Tensor(parameter);
  }
}
