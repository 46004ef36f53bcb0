package dev.strobe.models;

import com.google.common.collect.ImmutableList;

/// The weight parameters that [FlashTransformer] emits for a configuration, in no step's order.
///
/// They are listed rather than read off a built graph, so that a checkpoint can be judged before
/// anything of its size is made; a test holds both against each other.
final class WeightNames {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";

  private final FlashConfig config;
  private final ImmutableList.Builder<String> names = ImmutableList.builder();

  private WeightNames(FlashConfig config) {
    this.config = config;
  }

  static ImmutableList<String> of(FlashConfig config) {
    return new WeightNames(config).list();
  }

  /// Whether a weight is a matrix, which a build may keep in a narrower type than the vectors.
  static boolean isMatrix(String name) {
    return name.endsWith("_proj.weight") || name.equals(EMBEDDING) || name.equals(HEAD);
  }

  private ImmutableList<String> list() {
    names.add(EMBEDDING);
    frequencies();
    for (int layer = 0; layer < config.layers().size(); layer++) {
      attention("model.layers." + layer + ".");
      feedForward("model.layers." + layer + ".");
    }
    names.add("model.norm.weight");
    if (!config.tiedHead()) {
      names.add(HEAD);
    }
    return names.build();
  }

  private void frequencies() {
    config.layers().stream()
        .distinct()
        .map(kind -> config.attention().rotary(kind).scaling())
        .distinct()
        .forEach(
            scaling -> {
              if (scaling instanceof Rotary.PerFrequency(String weight)) {
                names.add(weight);
              }
            });
  }

  private void attention(String layer) {
    FlashConfig.Attention attention = config.attention();
    names.add(layer + "input_layernorm.weight");
    linear(layer + "self_attn.q_proj", attention.inputBias());
    linear(layer + "self_attn.k_proj", attention.inputBias());
    linear(layer + "self_attn.v_proj", attention.inputBias());
    linear(layer + "self_attn.o_proj", attention.outputBias());
    if (attention.queryKeyNorm()) {
      names.add(layer + "self_attn.q_norm.weight", layer + "self_attn.k_norm.weight");
    }
    names.add(layer + "post_attention_layernorm.weight");
  }

  private void feedForward(String layer) {
    linear(layer + "mlp.gate_proj", config.feedForwardBias());
    linear(layer + "mlp.up_proj", config.feedForwardBias());
    linear(layer + "mlp.down_proj", config.feedForwardBias());
    if (config.norm().post()) {
      names.add(layer + "pre_feedforward_layernorm.weight");
      names.add(layer + "post_feedforward_layernorm.weight");
    }
  }

  private void linear(String name, boolean bias) {
    names.add(name + ".weight");
    if (bias) {
      names.add(name + ".bias");
    }
  }
}
