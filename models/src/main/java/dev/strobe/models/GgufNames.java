package dev.strobe.models;

import com.google.common.collect.ImmutableMap;

/// Weight parameters by the names that GGUF files give them.
///
/// Source: the tensor name tables of the gguf package, version 0.19.
final class GgufNames {
  private static final ImmutableMap<String, String> OF_MODEL =
      ImmutableMap.of(
          "model.embed_tokens", "token_embd", "model.norm", "output_norm", "lm_head", "output");
  private static final ImmutableMap<String, String> OF_LAYER =
      ImmutableMap.<String, String>builder()
          .put("input_layernorm", "attn_norm")
          .put("self_attn.q_proj", "attn_q")
          .put("self_attn.k_proj", "attn_k")
          .put("self_attn.v_proj", "attn_v")
          .put("self_attn.o_proj", "attn_output")
          .put("self_attn.q_norm", "attn_q_norm")
          .put("self_attn.k_norm", "attn_k_norm")
          .put("mlp.gate_proj", "ffn_gate")
          .put("mlp.up_proj", "ffn_up")
          .put("mlp.down_proj", "ffn_down")
          .put("pre_feedforward_layernorm", "ffn_norm")
          .put("post_feedforward_layernorm", "post_ffw_norm")
          .buildOrThrow();
  private static final String LAYERS = "model.layers.";

  private GgufNames() {}

  /// The tensor for a parameter; one that has no name of its own keeps it.
  static String of(String parameter, FlashConfig config) {
    int dot = parameter.lastIndexOf('.');
    String stem = parameter.substring(0, dot);
    String suffix = parameter.substring(dot);
    if (!stem.startsWith(LAYERS)) {
      return OF_MODEL.getOrDefault(stem, stem) + suffix;
    }
    int end = stem.indexOf('.', LAYERS.length());
    String number = stem.substring(LAYERS.length(), end);
    return "blk." + number + "." + inLayer(stem.substring(end + 1), config) + suffix;
  }

  /// Llama's norm of this name comes before the feed-forward layer, Gemma's after attention.
  private static String inLayer(String part, FlashConfig config) {
    if (part.equals("post_attention_layernorm")) {
      return config.norm().post() ? "post_attention_norm" : "ffn_norm";
    }
    return OF_LAYER.getOrDefault(part, part);
  }
}
