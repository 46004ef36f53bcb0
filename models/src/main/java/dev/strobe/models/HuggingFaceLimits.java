package dev.strobe.models;

import com.google.common.collect.ImmutableList;

/// Settings that any `config.json` may carry and that no graph expresses.
final class HuggingFaceLimits {
  private static final ImmutableList<String> EXPERTS =
      ImmutableList.of("num_local_experts", "num_experts", "n_routed_experts");

  private HuggingFaceLimits() {}

  static void check(ConfigurationReader c) {
    for (String key : EXPERTS) {
      c.refuse(key, 0, "0 (no mixture of experts)");
    }
    c.refuse("partial_rotary_factor", 1, "1 (rotation of whole heads)");
    c.refuse("use_bidirectional_attention", false, "false (causal attention)");
    c.refuse("quantization_config", false, "none (float weights)");
  }

  static Activation activation(ConfigurationReader c, String key) {
    return switch (c.text(key)) {
      case "silu", "swish" -> Activation.SILU;
      case "gelu_pytorch_tanh", "gelu_new" -> Activation.GELU_TANH;
      default -> throw c.requires(key, "one of silu, gelu_pytorch_tanh");
    };
  }
}
