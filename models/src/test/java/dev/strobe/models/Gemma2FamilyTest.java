package dev.strobe.models;

import static dev.strobe.models.Sources.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class Gemma2FamilyTest {
  @Test
  void readsGemma2FromGguf() {
    FlashConfig config = ModelFamilies.of(Sources.gemma2Gguf()).config();
    Rotary rotary = Rotary.unscaled(10_000);

    assertEquals(
        new FlashConfig(
            "gemma2",
            256_000,
            2304,
            9216,
            8192,
            LayerPattern.periodic(26, 2),
            new FlashConfig.Attention(
                8,
                4,
                256,
                1.0 / 16,
                4096,
                rotary,
                rotary,
                false,
                false,
                false,
                OptionalDouble.of(50)),
            new FlashConfig.Norm(1e-6f, true),
            Activation.GELU_TANH,
            false,
            48,
            true,
            OptionalDouble.of(30)),
        config);
    assertEquals(
        ImmutableList.of(LayerKind.LOCAL, LayerKind.GLOBAL, LayerKind.LOCAL),
        config.layers().subList(0, 3));
  }

  @Test
  void capsWhereOldGgufFilesSayNothingAndNotWhereTheySayZero() {
    ModelSource silent =
        Sources.without(
            Sources.without(Sources.gemma2Gguf(), "gemma2.attn_logit_softcapping"),
            "gemma2.final_logit_softcapping");
    ModelSource zero = Sources.with(silent, "gemma2.attn_logit_softcapping", 0.0);

    assertEquals(
        ModelFamilies.of(Sources.gemma2Gguf()).config(), ModelFamilies.of(silent).config());
    assertTrue(ModelFamilies.of(zero).config().attention().scoreSoftcap().isEmpty());
    assertEquals(OptionalDouble.of(30), ModelFamilies.of(zero).config().logitSoftcap());
  }

  @Test
  void scalesTheScoresOf27BByWidthOverHeads() {
    ModelSource large =
        Sources.withTensors(
            Sources.with(
                Sources.with(Sources.gemma2Gguf(), "gemma2.block_count", 46L),
                "gemma2.attention.head_count",
                16L),
            tensors -> {
              for (String name : ImmutableList.copyOf(tensors.keySet())) {
                if (name.startsWith("blk.0.")) {
                  for (int layer = 26; layer < 46; layer++) {
                    tensors.put("blk." + layer + name.substring(5), tensors.get(name));
                  }
                }
              }
            });

    assertEquals(1.0 / 12, ModelFamilies.of(large).config().attention().scale());
  }

  @Test
  void readsConfigJson() {
    FlashModel model = ModelFamilies.of(Sources.gemma2Folder());

    assertEquals(OptionalDouble.of(40), model.config().attention().scoreSoftcap());
    assertEquals(OptionalDouble.of(20), model.config().logitSoftcap());
    assertEquals(0.25, model.config().attention().scale());
    assertEquals(12, model.config().attention().window());
    assertEquals(8, model.config().embeddingScale());
    assertTrue(model.config().tiedHead());
    assertFalse(model.config().attention().queryKeyNorm());
    assertEquals(
        new WeightExpression.AddOne(
            new WeightExpression.Tensor("model.layers.1.pre_feedforward_layernorm.weight")),
        model.weights().get("model.layers.1.pre_feedforward_layernorm.weight"));
  }

  @Test
  void tellsANullCapFromAnAbsentOne() {
    ModelSource source = Sources.gemma2Folder();
    FlashConfig none =
        ModelFamilies.of(Sources.withNull(source, "attn_logit_softcapping")).config();
    FlashConfig absent =
        ModelFamilies.of(Sources.without(source, "attn_logit_softcapping")).config();

    assertEquals(OptionalDouble.empty(), none.attention().scoreSoftcap());
    assertEquals(OptionalDouble.of(50), absent.attention().scoreSoftcap());
  }

  @Test
  void takesLayerTypesBeforeItsOwnPattern() {
    ImmutableList<String> types =
        ImmutableList.of("full_attention", "full_attention", "sliding_attention");

    assertEquals(
        "layer_types requires one entry for each of 4 layers, got [\"full_attention\","
            + " \"full_attention\", \"sliding_attention\"] in folder",
        refusal(Sources.with(Sources.gemma2Folder(), "layer_types", types)));
    assertEquals(
        LayerPattern.periodic(4, 2), ModelFamilies.of(Sources.gemma2Folder()).config().layers());
  }
}
