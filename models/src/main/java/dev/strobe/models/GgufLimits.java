package dev.strobe.models;

import com.google.common.collect.ImmutableList;

/// GGUF keys that any architecture may carry and that no graph expresses.
final class GgufLimits {
  private static final ImmutableList<String> UNSUPPORTED =
      ImmutableList.of(
          "attention.clamp_kqv",
          "attention.max_alibi_bias",
          "attention.shared_kv_layers",
          "embedding_scale",
          "logit_scale",
          "residual_scale");

  private GgufLimits() {}

  static void check(ConfigurationReader c) {
    c.refuse("expert_count", 0, "0 (no mixture of experts)");
    c.refuse("attention.causal", true, "true");
    for (String key : UNSUPPORTED) {
      c.refuse(key, 0, "none");
    }
  }

  /// Values as wide as keys, or not stated.
  static void requireValueSize(ConfigurationReader c, int keySize) {
    c.refuse("attention.value_length", keySize, "attention.key_length " + keySize);
  }
}
