package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Checkpoints without bytes: the keys and tensor names of real files, written out by hand.
final class Sources {
  private static final List<String> LLAMA_LAYER =
      List.of(
          "attn_norm",
          "attn_q",
          "attn_k",
          "attn_v",
          "attn_output",
          "ffn_norm",
          "ffn_gate",
          "ffn_up",
          "ffn_down");
  private static final List<String> GEMMA_LAYER =
      List.of("attn_q_norm", "attn_k_norm", "post_attention_norm", "post_ffw_norm");
  private static final List<String> HUGGING_FACE_LAYER =
      List.of(
          "input_layernorm",
          "self_attn.q_proj",
          "self_attn.k_proj",
          "self_attn.v_proj",
          "self_attn.o_proj",
          "post_attention_layernorm",
          "mlp.gate_proj",
          "mlp.up_proj",
          "mlp.down_proj");
  private static final List<String> GEMMA_HUGGING_FACE_LAYER =
      List.of(
          "self_attn.q_norm",
          "self_attn.k_norm",
          "pre_feedforward_layernorm",
          "post_feedforward_layernorm");
  private static final ImmutableLongArray ANY = ImmutableLongArray.of(1);

  private Sources() {}

  /// SmolLM2-135M-Instruct as its Q4_1 file states it.
  static ModelSource smolLm2Gguf() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("general.architecture", "llama");
    keys.put("llama.block_count", 30L);
    keys.put("llama.context_length", 8192L);
    keys.put("llama.embedding_length", 576L);
    keys.put("llama.feed_forward_length", 1536L);
    keys.put("llama.attention.head_count", 9L);
    keys.put("llama.attention.head_count_kv", 3L);
    keys.put("llama.rope.freq_base", 100000.0);
    keys.put("llama.attention.layer_norm_rms_epsilon", (double) 1e-5f);
    keys.put("llama.vocab_size", 49152L);
    keys.put("llama.rope.dimension_count", 64L);
    keys.put("tokenizer.ggml.add_bos_token", false);
    return gguf(keys, 30, List.of(), ImmutableLongArray.of(49152, 576));
  }

  /// Gemma 3 270M as its Q4_K_M file states it.
  static ModelSource gemma270mGguf() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("general.architecture", "gemma3");
    keys.put("gemma3.context_length", 32768L);
    keys.put("gemma3.embedding_length", 640L);
    keys.put("gemma3.block_count", 18L);
    keys.put("gemma3.feed_forward_length", 2048L);
    keys.put("gemma3.attention.head_count", 4L);
    keys.put("gemma3.attention.layer_norm_rms_epsilon", (double) 1e-6f);
    keys.put("gemma3.attention.key_length", 256L);
    keys.put("gemma3.attention.value_length", 256L);
    keys.put("gemma3.rope.freq_base", 1_000_000.0);
    keys.put("gemma3.attention.sliding_window", 512L);
    keys.put("gemma3.attention.head_count_kv", 1L);
    return gguf(keys, 18, GEMMA_LAYER, ImmutableLongArray.of(262_144, 640));
  }

  /// A small Llama folder in the form of 2024.
  static ModelSource llamaFolder() {
    Map<String, Object> keys = sizes("llama");
    keys.put("hidden_act", "silu");
    keys.put("rope_theta", 500.0);
    keys.put("tie_word_embeddings", true);
    return huggingFace(keys, List.of());
  }

  /// A small Gemma 3 folder in the form of 2025.
  static ModelSource gemmaFolder() {
    Map<String, Object> keys = sizes("gemma3_text");
    keys.put("hidden_activation", "gelu_pytorch_tanh");
    keys.put("query_pre_attn_scalar", 24L);
    keys.put("rope_theta", 1_000_000.0);
    keys.put("rope_local_base_freq", 10_000.0);
    keys.put("sliding_window", 12L);
    keys.put("sliding_window_pattern", 3L);
    return huggingFace(keys, GEMMA_HUGGING_FACE_LAYER);
  }

  /// Qwen2.5-0.5B as its GGUF files state it.
  static ModelSource qwen25Gguf() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("general.architecture", "qwen2");
    keys.put("qwen2.block_count", 24L);
    keys.put("qwen2.context_length", 32768L);
    keys.put("qwen2.embedding_length", 896L);
    keys.put("qwen2.feed_forward_length", 4864L);
    keys.put("qwen2.attention.head_count", 14L);
    keys.put("qwen2.attention.head_count_kv", 2L);
    keys.put("qwen2.rope.freq_base", 1_000_000.0);
    keys.put("qwen2.attention.layer_norm_rms_epsilon", (double) 1e-6f);
    ModelSource plain = gguf(keys, 24, List.of(), ImmutableLongArray.of(151_936, 896));
    return withTensors(
        plain, tensors -> putBiases(tensors, "blk.%d.attn_%s.bias", 24, List.of("q", "k", "v")));
  }

  /// Qwen3-0.6B as its GGUF files state it.
  static ModelSource qwen3Gguf() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("general.architecture", "qwen3");
    keys.put("qwen3.block_count", 28L);
    keys.put("qwen3.context_length", 40960L);
    keys.put("qwen3.embedding_length", 1024L);
    keys.put("qwen3.feed_forward_length", 3072L);
    keys.put("qwen3.attention.head_count", 16L);
    keys.put("qwen3.attention.head_count_kv", 8L);
    keys.put("qwen3.attention.key_length", 128L);
    keys.put("qwen3.attention.value_length", 128L);
    keys.put("qwen3.rope.freq_base", 1_000_000.0);
    keys.put("qwen3.attention.layer_norm_rms_epsilon", (double) 1e-6f);
    return gguf(
        keys, 28, List.of("attn_q_norm", "attn_k_norm"), ImmutableLongArray.of(151_936, 1024));
  }

  /// Gemma 2 2B as its GGUF files state it.
  static ModelSource gemma2Gguf() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("general.architecture", "gemma2");
    keys.put("gemma2.context_length", 8192L);
    keys.put("gemma2.embedding_length", 2304L);
    keys.put("gemma2.block_count", 26L);
    keys.put("gemma2.feed_forward_length", 9216L);
    keys.put("gemma2.attention.head_count", 8L);
    keys.put("gemma2.attention.head_count_kv", 4L);
    keys.put("gemma2.attention.layer_norm_rms_epsilon", (double) 1e-6f);
    keys.put("gemma2.attention.key_length", 256L);
    keys.put("gemma2.attention.value_length", 256L);
    keys.put("gemma2.attn_logit_softcapping", 50.0);
    keys.put("gemma2.final_logit_softcapping", 30.0);
    keys.put("gemma2.attention.sliding_window", 4096L);
    return gguf(
        keys,
        26,
        List.of("post_attention_norm", "post_ffw_norm"),
        ImmutableLongArray.of(256_000, 2304));
  }

  /// A small Qwen 2 folder: the window it names is off.
  static ModelSource qwen2Folder() {
    Map<String, Object> keys = qwen("qwen2");
    keys.remove("head_dim");
    return withTensors(
        huggingFace(keys, List.of()),
        tensors -> {
          String name = "model.layers.%d.self_attn.%s_proj.bias";
          putBiases(tensors, name, 4, List.of("q", "k", "v"));
        });
  }

  /// A small Qwen 3 folder: the window it names is off.
  static ModelSource qwen3Folder() {
    return huggingFace(qwen("qwen3"), List.of("self_attn.q_norm", "self_attn.k_norm"));
  }

  /// A small folder in the form of Mistral 7B v0.1.
  static ModelSource mistralFolder() {
    Map<String, Object> keys = sizes("mistral");
    keys.put("hidden_act", "silu");
    keys.put("rope_theta", 10_000.0);
    keys.put("sliding_window", 12L);
    keys.put("tie_word_embeddings", true);
    return huggingFace(keys, List.of());
  }

  /// A small Gemma 2 folder in the form of 2024.
  static ModelSource gemma2Folder() {
    Map<String, Object> keys = sizes("gemma2");
    keys.put("hidden_activation", "gelu_pytorch_tanh");
    keys.put("query_pre_attn_scalar", 16L);
    keys.put("rope_theta", 10_000.0);
    keys.put("sliding_window", 12L);
    keys.put("attn_logit_softcapping", 40.0);
    keys.put("final_logit_softcapping", 20.0);
    return huggingFace(keys, List.of("pre_feedforward_layernorm", "post_feedforward_layernorm"));
  }

  /// The same checkpoint with another value for one key.
  static ModelSource with(ModelSource source, String key, Object value) {
    return withConfiguration(source, map -> map.put(key, value));
  }

  static ModelSource without(ModelSource source, String key) {
    return withConfiguration(source, map -> map.remove(key));
  }

  static ModelSource withConfiguration(ModelSource source, Consumer<Map<String, Object>> change) {
    Map<String, Object> keys = new LinkedHashMap<>(source.configuration());
    change.accept(keys);
    return new ModelSource(
        source.origin(), source.format(), ImmutableMap.copyOf(keys), source.tensors());
  }

  static ModelSource withTensor(ModelSource source, String name, long... dims) {
    return withTensors(source, map -> map.put(name, ImmutableLongArray.copyOf(dims)));
  }

  static ModelSource withoutTensor(ModelSource source, String name) {
    return withTensors(source, map -> map.remove(name));
  }

  static ModelSource withTensors(
      ModelSource source, Consumer<Map<String, ImmutableLongArray>> change) {
    Map<String, ImmutableLongArray> tensors = new LinkedHashMap<>(source.tensors());
    change.accept(tensors);
    return new ModelSource(
        source.origin(), source.format(), source.configuration(), ImmutableMap.copyOf(tensors));
  }

  /// The same folder with null for one key.
  static ModelSource withNull(ModelSource source, String key) {
    return with(without(source, key), ModelSource.NULL_KEYS, List.of(key));
  }

  /// The sentence with which a checkpoint is refused.
  static String refusal(ModelSource source) {
    return String.valueOf(
        assertThrows(UnsupportedModelException.class, () -> ModelFamilies.of(source)).getMessage());
  }

  private static Map<String, Object> qwen(String type) {
    Map<String, Object> keys = sizes(type);
    keys.put("hidden_act", "silu");
    keys.put("rope_theta", 1_000_000.0);
    keys.put("use_sliding_window", false);
    keys.put("sliding_window", 12L);
    keys.put("max_window_layers", 3L);
    keys.put("tie_word_embeddings", true);
    return keys;
  }

  private static void putBiases(
      Map<String, ImmutableLongArray> tensors, String name, int layers, List<String> parts) {
    for (int layer = 0; layer < layers; layer++) {
      for (String part : parts) {
        tensors.put(name.formatted(layer, part), ANY);
      }
    }
  }

  private static Map<String, Object> sizes(String type) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("model_type", type);
    keys.put("vocab_size", 331L);
    keys.put("hidden_size", 64L);
    keys.put("intermediate_size", 160L);
    keys.put("num_hidden_layers", 4L);
    keys.put("num_attention_heads", 4L);
    keys.put("num_key_value_heads", 2L);
    keys.put("head_dim", 24L);
    keys.put("max_position_embeddings", 512L);
    keys.put("rms_norm_eps", 1e-6);
    return keys;
  }

  private static ModelSource gguf(
      Map<String, Object> keys, int layers, List<String> more, ImmutableLongArray table) {
    Map<String, ImmutableLongArray> tensors = new LinkedHashMap<>();
    tensors.put("token_embd.weight", table);
    tensors.put("output_norm.weight", ANY);
    for (int layer = 0; layer < layers; layer++) {
      putAll(tensors, "blk." + layer + ".", LLAMA_LAYER);
      putAll(tensors, "blk." + layer + ".", more);
    }
    return source("model.gguf", ModelSource.Format.GGUF, keys, tensors);
  }

  private static ModelSource huggingFace(Map<String, Object> keys, List<String> more) {
    Map<String, ImmutableLongArray> tensors = new LinkedHashMap<>();
    tensors.put("model.embed_tokens.weight", ANY);
    tensors.put("model.norm.weight", ANY);
    for (int layer = 0; layer < 4; layer++) {
      putAll(tensors, "model.layers." + layer + ".", HUGGING_FACE_LAYER);
      putAll(tensors, "model.layers." + layer + ".", more);
    }
    return source("folder", ModelSource.Format.HUGGING_FACE, keys, tensors);
  }

  private static void putAll(
      Map<String, ImmutableLongArray> tensors, String prefix, List<String> stems) {
    for (String stem : stems) {
      tensors.put(prefix + stem + ".weight", ANY);
    }
  }

  private static ModelSource source(
      String origin,
      ModelSource.Format format,
      Map<String, Object> keys,
      Map<String, ImmutableLongArray> tensors) {
    return new ModelSource(origin, format, ImmutableMap.copyOf(keys), ImmutableMap.copyOf(tensors));
  }
}
