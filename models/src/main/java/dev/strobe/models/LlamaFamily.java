package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.OptionalDouble;

/// Llama and what follows its shape, SmolLM2 among them: global attention only, a norm before each
/// half of a layer, a SiLU gate.
///
/// GGUF files of this architecture hold query and key rows in interleaved rotation order.
final class LlamaFamily implements ModelFamily {
  private static final double ROTARY_BASE = 10_000;
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
    ConfigurationReader c = ConfigurationReader.of(source).under("llama.");
    GgufLimits.check(c);
    c.refuse("attention.sliding_window", 0, "none (attention to all positions)");
    Dimensions d = Dimensions.ofGguf(source, c);
    GgufLimits.requireValueSize(c, d.headSize());
    Rotary rotary = new GgufRotary(source, c).rotary(d.headSize(), ROTARY_BASE);
    double scale = c.realUnlessZero("attention.scale").orElse(1 / Math.sqrt(d.headSize()));
    boolean inputBias = source.tensors().containsKey("blk.0.attn_q.bias");
    boolean outputBias = source.tensors().containsKey("blk.0.attn_output.bias");
    return config(
        d,
        attention(d, rotary, scale, inputBias, outputBias),
        Activation.SILU,
        source.tensors().containsKey("blk.0.ffn_gate.bias"),
        !source.tensors().containsKey("output.weight"));
  }

  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    HuggingFaceLimits.check(c);
    Dimensions d = Dimensions.ofHuggingFace(c);
    Rotary rotary = new HuggingFaceRotary(c).uniform(ROTARY_BASE);
    boolean bias = c.flag("attention_bias");
    boolean hasHead = source.tensors().containsKey("lm_head.weight");
    return config(
        d,
        attention(d, rotary, 1 / Math.sqrt(d.headSize()), bias, bias),
        HuggingFaceLimits.activation(c, "hidden_act"),
        c.flag("mlp_bias"),
        c.optionalFlag("tie_word_embeddings").orElse(!hasHead));
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

  private static FlashConfig.Attention attention(
      Dimensions d, Rotary rotary, double scale, boolean inputBias, boolean outputBias) {
    return new FlashConfig.Attention(
        d.heads(),
        d.kvHeads(),
        d.headSize(),
        scale,
        0,
        rotary,
        rotary,
        false,
        inputBias,
        outputBias,
        OptionalDouble.empty());
  }

  private static FlashConfig config(
      Dimensions d,
      FlashConfig.Attention attention,
      Activation activation,
      boolean feedForwardBias,
      boolean tied) {
    return new FlashConfig(
        "llama",
        d.vocabulary(),
        d.model(),
        d.feedForward(),
        d.context(),
        ImmutableList.copyOf(Collections.nCopies(d.layers(), LayerKind.GLOBAL)),
        attention,
        new FlashConfig.Norm(d.epsilon(), false),
        activation,
        feedForwardBias,
        1,
        tied,
        OptionalDouble.empty());
  }
}
