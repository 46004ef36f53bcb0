package dev.strobe.models;

import static dev.strobe.models.Sources.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class Qwen3FamilyTest {
  @Test
  void readsQwen3FromGguf() {
    Rotary rotary = Rotary.unscaled(1_000_000);
    FlashConfig expected =
        new FlashConfig(
            "qwen3",
            151_936,
            1024,
            3072,
            40_960,
            ImmutableList.copyOf(Collections.nCopies(28, LayerKind.GLOBAL)),
            new FlashConfig.Attention(
                16,
                8,
                128,
                1 / Math.sqrt(128),
                0,
                rotary,
                rotary,
                true,
                false,
                false,
                OptionalDouble.empty()),
            new FlashConfig.Norm(1e-6f, false),
            Activation.SILU,
            false,
            1,
            true,
            OptionalDouble.empty());

    assertEquals(expected, ModelFamilies.of(Sources.qwen3Gguf()).config());
  }

  @Test
  void bindsTheNormsOfQueriesAndKeysAndLeavesRowsInTheirOrder() {
    ImmutableMap<String, WeightExpression> weights =
        ModelFamilies.of(Sources.qwen3Gguf()).weights();

    assertEquals(
        new WeightExpression.Tensor("blk.27.attn_q_norm.weight"),
        weights.get("model.layers.27.self_attn.q_norm.weight"));
    assertEquals(
        new WeightExpression.Tensor("blk.0.attn_k.weight"),
        weights.get("model.layers.0.self_attn.k_proj.weight"));
    assertEquals(
        new WeightExpression.Tensor("blk.0.ffn_norm.weight"),
        weights.get("model.layers.0.post_attention_layernorm.weight"));
  }

  @Test
  void hasHeadsOf128WhereConfigJsonLeavesTheirSizeOut() {
    ModelSource source = Sources.without(Sources.qwen3Folder(), "head_dim");

    assertEquals(128, ModelFamilies.of(source).config().attention().headSize());
    assertTrue(ModelFamilies.of(source).config().attention().queryKeyNorm());
  }

  @Test
  void hasBiasesAroundAttentionOnlyIfConfigJsonSaysSo() {
    assertFalse(ModelFamilies.of(Sources.qwen3Folder()).config().attention().inputBias());
    assertEquals(
        "qwen3 model requires tensor model.layers.0.self_attn.q_proj.bias, got 46 others in folder",
        refusal(Sources.with(Sources.qwen3Folder(), "attention_bias", true)));
  }
}
