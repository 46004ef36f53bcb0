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

final class Qwen2FamilyTest {
  @Test
  void readsQwen25FromGguf() {
    Rotary rotary = Rotary.unscaled(1_000_000);
    FlashConfig expected =
        new FlashConfig(
            "qwen2",
            151_936,
            896,
            4864,
            32_768,
            ImmutableList.copyOf(Collections.nCopies(24, LayerKind.GLOBAL)),
            new FlashConfig.Attention(
                14, 2, 64, 0.125, 0, rotary, rotary, false, true, false, OptionalDouble.empty()),
            new FlashConfig.Norm(1e-6f, false),
            Activation.SILU,
            false,
            1,
            true,
            OptionalDouble.empty());

    assertEquals(expected, ModelFamilies.of(Sources.qwen25Gguf()).config());
  }

  @Test
  void leavesGgufRowsInTheirOrder() {
    ImmutableMap<String, WeightExpression> weights =
        ModelFamilies.of(Sources.qwen25Gguf()).weights();

    assertEquals(
        new WeightExpression.Tensor("blk.23.attn_q.weight"),
        weights.get("model.layers.23.self_attn.q_proj.weight"));
    assertEquals(
        new WeightExpression.Tensor("blk.0.attn_k.bias"),
        weights.get("model.layers.0.self_attn.k_proj.bias"));
  }

  @Test
  void hasBiasesWhateverConfigJsonSays() {
    ModelSource source = Sources.with(Sources.qwen2Folder(), "attention_bias", false);
    FlashConfig.Attention attention = ModelFamilies.of(source).config().attention();

    assertTrue(attention.inputBias());
    assertFalse(attention.outputBias());
    assertEquals(
        "qwen2 model requires tensor model.layers.2.self_attn.v_proj.bias, got 49 others in folder",
        refusal(Sources.withoutTensor(source, "model.layers.2.self_attn.v_proj.bias")));
  }

  @Test
  void usesTheWindowOnlyIfToldTo() {
    assertFalse(layers(Sources.qwen2Folder()).contains(LayerKind.LOCAL));
    assertEquals(0, window(Sources.qwen2Folder()));

    ModelSource on = Sources.with(Sources.qwen2Folder(), "use_sliding_window", true);
    assertEquals(
        ImmutableList.of(LayerKind.GLOBAL, LayerKind.GLOBAL, LayerKind.GLOBAL, LayerKind.LOCAL),
        layers(on));
    assertEquals(12, window(on));
    assertEquals(4096, window(Sources.without(on, "sliding_window")));
    assertFalse(layers(Sources.withNull(on, "sliding_window")).contains(LayerKind.LOCAL));
    assertEquals(
        Collections.nCopies(4, LayerKind.LOCAL), layers(Sources.with(on, "max_window_layers", 0L)));
  }

  @Test
  void letsLayerTypesDecide() {
    ImmutableList<String> types =
        ImmutableList.of(
            "sliding_attention", "full_attention", "full_attention", "sliding_attention");
    ModelSource off = Sources.with(Sources.qwen2Folder(), "layer_types", types);
    ModelSource on = Sources.with(off, "use_sliding_window", true);

    assertEquals(
        ImmutableList.of(LayerKind.LOCAL, LayerKind.GLOBAL, LayerKind.GLOBAL, LayerKind.LOCAL),
        layers(on));
    assertEquals("model requires sliding_window > 0 for local layers, got 0", refusal(off));
  }

  private static ImmutableList<LayerKind> layers(ModelSource source) {
    return ModelFamilies.of(source).config().layers();
  }

  private static int window(ModelSource source) {
    return ModelFamilies.of(source).config().attention().window();
  }
}
