package dev.strobe.models;

import static dev.strobe.models.Sources.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class LlamaFamilyTest {
  @Test
  void readsSmolLm2FromGguf() {
    Rotary rotary = Rotary.unscaled(100_000);
    FlashConfig expected =
        new FlashConfig(
            "llama",
            49152,
            576,
            1536,
            8192,
            ImmutableList.copyOf(Collections.nCopies(30, LayerKind.GLOBAL)),
            new FlashConfig.Attention(
                9, 3, 64, 0.125, 0, rotary, rotary, false, false, false, OptionalDouble.empty()),
            new FlashConfig.Norm(1e-5f, false),
            Activation.SILU,
            false,
            1,
            true,
            OptionalDouble.empty());

    assertEquals(expected, ModelFamilies.of(Sources.smolLm2Gguf()).config());
  }

  @Test
  void bindsGgufTensorsAndUnpermutesQueriesAndKeys() {
    ImmutableMap<String, WeightExpression> weights =
        ModelFamilies.of(Sources.smolLm2Gguf()).weights();

    assertEquals(2 + 30 * 9, weights.size());
    assertEquals(tensor("token_embd.weight"), weights.get("model.embed_tokens.weight"));
    assertEquals(tensor("output_norm.weight"), weights.get("model.norm.weight"));
    assertEquals(
        new WeightExpression.UnpermuteRotary(tensor("blk.29.attn_q.weight"), 9),
        weights.get("model.layers.29.self_attn.q_proj.weight"));
    assertEquals(
        new WeightExpression.UnpermuteRotary(tensor("blk.0.attn_k.weight"), 3),
        weights.get("model.layers.0.self_attn.k_proj.weight"));
    assertEquals(
        tensor("blk.3.attn_v.weight"), weights.get("model.layers.3.self_attn.v_proj.weight"));
    assertEquals(
        tensor("blk.3.attn_output.weight"), weights.get("model.layers.3.self_attn.o_proj.weight"));
    assertEquals(
        tensor("blk.3.ffn_norm.weight"),
        weights.get("model.layers.3.post_attention_layernorm.weight"));
    assertEquals(
        tensor("blk.3.ffn_down.weight"), weights.get("model.layers.3.mlp.down_proj.weight"));
  }

  @Test
  void unpermutesGgufBiasesToo() {
    ModelSource source =
        Sources.withTensors(
            Sources.smolLm2Gguf(),
            tensors -> {
              for (int layer = 0; layer < 30; layer++) {
                for (String part : ImmutableList.of("attn_q", "attn_k", "attn_v")) {
                  tensors.put(
                      "blk." + layer + "." + part + ".bias", tensors.get("blk.0.attn_q.weight"));
                }
              }
            });

    FlashModel model = ModelFamilies.of(source);

    assertTrue(model.config().attention().inputBias());
    assertFalse(model.config().attention().outputBias());
    assertEquals(
        new WeightExpression.UnpermuteRotary(tensor("blk.7.attn_k.bias"), 3),
        model.weights().get("model.layers.7.self_attn.k_proj.bias"));
    assertEquals(
        tensor("blk.7.attn_v.bias"), model.weights().get("model.layers.7.self_attn.v_proj.bias"));
  }

  @Test
  void takesRotationFactorsFromTheGgufTensor() {
    FlashModel model =
        ModelFamilies.of(Sources.withTensor(Sources.smolLm2Gguf(), "rope_freqs.weight", 32));

    assertEquals(
        new Rotary(100_000, new Rotary.PerFrequency("rope_freqs.weight")),
        model.config().attention().globalRotary());
    assertEquals(tensor("rope_freqs.weight"), model.weights().get("rope_freqs.weight"));
  }

  @Test
  void readsLinearScalingFromEitherGgufKey() {
    Rotary expected = new Rotary(100_000, new Rotary.Linear(4));
    ModelSource newer = Sources.with(Sources.smolLm2Gguf(), "llama.rope.scaling.factor", 4.0);
    ModelSource older = Sources.with(Sources.smolLm2Gguf(), "llama.rope.scale_linear", 4.0);
    ModelSource none = Sources.with(newer, "llama.rope.scaling.type", "none");

    assertEquals(expected, rotary(newer));
    assertEquals(expected, rotary(older));
    assertEquals(Rotary.unscaled(100_000), rotary(none));
  }

  @Test
  void usesAnUntiedHeadWhereGgufHasOne() {
    FlashModel model =
        ModelFamilies.of(Sources.withTensor(Sources.smolLm2Gguf(), "output.weight", 49152, 576));

    assertFalse(model.config().tiedHead());
    assertEquals(tensor("output.weight"), model.weights().get("lm_head.weight"));
  }

  @Test
  void acceptsHeadCountsListedForEveryLayerIfTheyAreEqual() {
    long[] equal = new long[30];
    Arrays.fill(equal, 3);
    long[] unequal = equal.clone();
    unequal[4] = 9;
    String key = "llama.attention.head_count_kv";

    assertEquals(
        3,
        ModelFamilies.of(Sources.with(Sources.smolLm2Gguf(), key, equal))
            .config()
            .attention()
            .kvHeads());
    assertEquals(
        "llama.attention.head_count_kv requires the same positive integer for every layer,"
            + " got [3, 3, 3, 3, 9, 3, 3, 3, ...] in model.gguf",
        refusal(Sources.with(Sources.smolLm2Gguf(), key, unequal)));
  }

  @Test
  void derivesTheHeadSizeWhereConfigJsonLeavesItOut() {
    ModelSource source = Sources.without(Sources.llamaFolder(), "head_dim");

    assertEquals(16, ModelFamilies.of(source).config().attention().headSize());
    assertEquals(0.25, ModelFamilies.of(source).config().attention().scale());
    assertEquals(
        "hidden_size requires a multiple of the 4 heads where no head size is given, got 66 in"
            + " folder",
        refusal(Sources.with(source, "hidden_size", 66L)));
  }

  @Test
  void hasAsManyKeyHeadsAsQueryHeadsWhereConfigJsonLeavesThemOut() {
    ModelSource source = Sources.without(Sources.llamaFolder(), "num_key_value_heads");

    assertEquals(4, ModelFamilies.of(source).config().attention().kvHeads());
  }

  @Test
  void readsBiasesOfConfigJson() {
    ModelSource attention = Sources.with(Sources.llamaFolder(), "attention_bias", true);
    assertEquals(
        "llama model requires tensor model.layers.0.self_attn.q_proj.bias, got 38 others in"
            + " folder",
        refusal(attention));

    ModelSource feedForward = Sources.with(Sources.llamaFolder(), "mlp_bias", true);
    assertEquals(
        "llama model requires tensor model.layers.0.mlp.gate_proj.bias, got 38 others in folder",
        refusal(feedForward));
  }

  @Test
  void tiesTheHeadAsConfigJsonSaysEvenBesideATensor() {
    ModelSource both = Sources.withTensor(Sources.llamaFolder(), "lm_head.weight", 331, 64);
    ModelSource silent = Sources.without(both, "tie_word_embeddings");
    ModelSource untied = Sources.with(both, "tie_word_embeddings", false);

    assertTrue(ModelFamilies.of(both).config().tiedHead());
    assertFalse(ModelFamilies.of(silent).config().tiedHead());
    assertFalse(ModelFamilies.of(untied).config().tiedHead());
    assertTrue(
        ModelFamilies.of(Sources.without(Sources.llamaFolder(), "tie_word_embeddings"))
            .config()
            .tiedHead());
    assertEquals(
        "llama model requires tensor lm_head.weight, got 38 others in folder",
        refusal(Sources.with(Sources.llamaFolder(), "tie_word_embeddings", false)));
  }

  private static Rotary rotary(ModelSource source) {
    return ModelFamilies.of(source).config().attention().globalRotary();
  }

  private static WeightExpression tensor(String name) {
    return new WeightExpression.Tensor(name);
  }
}
