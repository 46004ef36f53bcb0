package dev.strobe.models;

import static dev.strobe.models.Sources.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

final class ModelFamiliesTest {
  @Test
  void namesTheSupportedArchitecturesWhereItKnowsNone() {
    assertEquals(
        "general.architecture requires one of llama, qwen2, qwen3, gemma2, gemma3, got \"mamba\" in"
            + " model.gguf",
        refusal(Sources.with(Sources.smolLm2Gguf(), "general.architecture", "mamba")));
    assertEquals(
        "model_type requires one of llama, mistral, qwen2, qwen3, gemma2, gemma3_text, got"
            + " \"qwen3_moe\" in folder",
        refusal(Sources.with(Sources.llamaFolder(), "model_type", "qwen3_moe")));
    assertEquals(
        "model_type requires a string, got nothing in folder",
        refusal(Sources.without(Sources.llamaFolder(), "model_type")));
  }

  @Test
  void refusesWhatNoGraphExpresses() {
    ModelSource llama = Sources.llamaFolder();
    assertEquals(
        "num_local_experts requires 0 (no mixture of experts), got 8 in folder",
        refusal(Sources.with(llama, "num_local_experts", 8L)));
    assertEquals(
        "partial_rotary_factor requires 1 (rotation of whole heads), got 0.5 in folder",
        refusal(Sources.with(llama, "partial_rotary_factor", 0.5)));
    assertEquals(
        "hidden_act requires one of silu, gelu_pytorch_tanh, got \"relu\" in folder",
        refusal(Sources.with(llama, "hidden_act", "relu")));
    assertEquals(
        "quantization_config requires none (float weights), got an object of 1 keys in folder",
        refusal(
            Sources.with(llama, "quantization_config", ImmutableMap.of("quant_method", "gptq"))));
    assertEquals(
        "rope_scaling.rope_type requires one of default, linear, llama3, got \"yarn\" in folder",
        refusal(
            Sources.with(
                llama, "rope_scaling", ImmutableMap.of("rope_type", "yarn", "factor", 4.0))));
    assertEquals(
        "use_bidirectional_attention requires false (causal attention), got true in folder",
        refusal(Sources.with(Sources.gemmaFolder(), "use_bidirectional_attention", true)));
    assertEquals(
        "text_config requires a text-only checkpoint (one without text_config), got an object of"
            + " 1 keys in folder",
        refusal(
            Sources.with(
                Sources.with(Sources.gemmaFolder(), "model_type", "gemma3"),
                "text_config",
                ImmutableMap.of("hidden_size", 64L))));
  }

  @Test
  void refusesWhatNoGraphExpressesInGguf() {
    ModelSource llama = Sources.smolLm2Gguf();
    assertEquals(
        "llama.expert_count requires 0 (no mixture of experts), got 8 in model.gguf",
        refusal(Sources.with(llama, "llama.expert_count", 8L)));
    assertEquals(
        "llama.rope.dimension_count requires the whole head of 64, got 32 in model.gguf",
        refusal(Sources.with(llama, "llama.rope.dimension_count", 32L)));
    assertEquals(
        "llama.rope.scaling.type requires one of none, linear, got \"yarn\" in model.gguf",
        refusal(Sources.with(llama, "llama.rope.scaling.type", "yarn")));
    assertEquals(
        "llama.attention.value_length requires attention.key_length 64, got 128 in model.gguf",
        refusal(Sources.with(llama, "llama.attention.value_length", 128L)));
    assertEquals(
        "llama.attention.causal requires true, got false in model.gguf",
        refusal(Sources.with(llama, "llama.attention.causal", false)));
    assertEquals(
        "split.count requires a model in one file (merge its parts first), got 3 in model.gguf",
        refusal(Sources.with(llama, "split.count", 3L)));
    assertEquals(
        "token_embd.weight requires dimensions [vocabulary, model], got [5] in model.gguf",
        refusal(Sources.withTensor(llama, "token_embd.weight", 5)));
  }

  @Test
  void namesTheKeyAndWhatItHolds() {
    ModelSource gemma = Sources.gemma270mGguf();
    String key = "gemma3.block_count";
    String requires = key + " requires a positive integer, got ";
    assertEquals(requires + "\"x\" in model.gguf", refusal(Sources.with(gemma, key, "x")));
    assertEquals(requires + "nothing in model.gguf", refusal(Sources.without(gemma, key)));
    assertEquals(requires + "-1 in model.gguf", refusal(Sources.with(gemma, key, -1L)));
    assertEquals(requires + "18.5 in model.gguf", refusal(Sources.with(gemma, key, 18.5)));
    assertEquals(
        requires + "[\"a?b\", [1, 2]] in model.gguf".replace("[1, 2]", "a list"),
        refusal(Sources.with(gemma, key, ImmutableList.of("a\nb", ImmutableList.of(1L, 2L)))));
    assertEquals(
        "gemma3.block_count requires at most 4096, got 1000000 in model.gguf",
        refusal(Sources.with(gemma, key, 1_000_000L)));
    assertEquals(
        "gemma3.embedding_length requires at most 16777216, got 2147483647 in model.gguf",
        refusal(Sources.with(gemma, "gemma3.embedding_length", 2147483647L)));
    assertEquals(
        "gemma3.rope.freq_base requires a positive number, got NaN in model.gguf",
        refusal(Sources.with(gemma, "gemma3.rope.freq_base", Double.NaN)));
  }

  @Test
  void namesAMissingTensorAndOneThatNobodyWouldUse() {
    assertEquals(
        "llama model requires tensor blk.17.ffn_up.weight, got 271 others in model.gguf",
        refusal(Sources.withoutTensor(Sources.smolLm2Gguf(), "blk.17.ffn_up.weight")));
    assertEquals(
        "llama model requires only tensors that it can use, got \"blk.3.attn_q.bias\" in"
            + " model.gguf",
        refusal(Sources.withTensor(Sources.smolLm2Gguf(), "blk.3.attn_q.bias", 576)));
    ModelFamilies.of(
        Sources.withTensor(
            Sources.llamaFolder(), "model.layers.0.self_attn.rotary_emb.inv_freq", 12));
  }
}
