package dev.strobe.models;

import static dev.strobe.models.Sources.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class MistralFamilyTest {
  @Test
  void hasTheWindowInEveryLayer() {
    FlashConfig config = ModelFamilies.of(Sources.mistralFolder()).config();
    Rotary rotary = Rotary.unscaled(10_000);

    assertEquals("mistral", config.family());
    assertEquals(Collections.nCopies(4, LayerKind.LOCAL), config.layers());
    assertEquals(
        new FlashConfig.Attention(
            4,
            2,
            24,
            1 / Math.sqrt(24),
            12,
            rotary,
            rotary,
            false,
            false,
            false,
            OptionalDouble.empty()),
        config.attention());
  }

  @Test
  void tellsANullWindowFromAnAbsentOne() {
    ModelSource source = Sources.mistralFolder();
    FlashConfig none = ModelFamilies.of(Sources.withNull(source, "sliding_window")).config();
    FlashConfig absent = ModelFamilies.of(Sources.without(source, "sliding_window")).config();

    assertFalse(none.layers().contains(LayerKind.LOCAL));
    assertEquals(4096, absent.attention().window());
    assertEquals(Collections.nCopies(4, LayerKind.LOCAL), absent.layers());
  }

  @Test
  void readsWindowsOfGgufFilesOfTheLlamaArchitecture() {
    ModelSource source =
        Sources.with(Sources.smolLm2Gguf(), "llama.attention.sliding_window", 4096L);
    FlashModel model = ModelFamilies.of(source);

    assertEquals(4096, model.config().attention().window());
    assertEquals(Collections.nCopies(30, LayerKind.LOCAL), model.config().layers());
    assertTrue(
        model.weights().get("model.layers.0.self_attn.q_proj.weight")
            instanceof WeightExpression.UnpermuteRotary);
    assertEquals(
        LayerKind.GLOBAL,
        ModelFamilies.of(Sources.with(source, "llama.attention.sliding_window_pattern", 2L))
            .config()
            .layers()
            .get(1));
  }

  @Test
  void refusesLayersOfSeveralKinds() {
    assertEquals(
        "layer_types requires none (the same window in all layers), got [\"full_attention\"] in"
            + " folder",
        refusal(
            Sources.with(
                Sources.mistralFolder(), "layer_types", ImmutableList.of("full_attention"))));
  }
}
