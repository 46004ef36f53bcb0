package dev.strobe.models;

import static dev.strobe.models.LayerKind.GLOBAL;
import static dev.strobe.models.LayerKind.LOCAL;
import static dev.strobe.models.Sources.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collections;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class Gemma3FamilyTest {
  private static final String PATTERN = "gemma3.attention.sliding_window_pattern";

  @Test
  void readsGemma270mFromGgufWithoutPatternAndLocalBase() {
    ImmutableList<LayerKind> six = ImmutableList.of(LOCAL, LOCAL, LOCAL, LOCAL, LOCAL, GLOBAL);
    FlashConfig expected =
        new FlashConfig(
            "gemma3_text",
            262_144,
            640,
            2048,
            32768,
            Collections.nCopies(3, six).stream()
                .flatMap(ImmutableList::stream)
                .collect(ImmutableList.toImmutableList()),
            new FlashConfig.Attention(
                4,
                1,
                256,
                0.0625,
                512,
                Rotary.unscaled(1_000_000),
                Rotary.unscaled(10_000),
                true,
                false,
                false,
                OptionalDouble.empty()),
            new FlashConfig.Norm(1e-6f, true),
            Activation.GELU_TANH,
            false,
            Math.sqrt(640),
            true,
            OptionalDouble.empty());

    assertEquals(expected, ModelFamilies.of(Sources.gemma270mGguf()).config());
  }

  @Test
  void takesGgufNormsAsTheyAreAndAddsOneToHuggingFaceNorms() {
    ImmutableMap<String, WeightExpression> gguf =
        ModelFamilies.of(Sources.gemma270mGguf()).weights();
    ImmutableMap<String, WeightExpression> folder =
        ModelFamilies.of(Sources.gemmaFolder()).weights();
    String layer = "model.layers.2.";

    assertEquals(2 + 18 * 13, gguf.size());
    assertEquals(tensor("blk.2.attn_norm.weight"), gguf.get(layer + "input_layernorm.weight"));
    assertEquals(
        tensor("blk.2.post_attention_norm.weight"),
        gguf.get(layer + "post_attention_layernorm.weight"));
    assertEquals(
        tensor("blk.2.ffn_norm.weight"), gguf.get(layer + "pre_feedforward_layernorm.weight"));
    assertEquals(
        tensor("blk.2.post_ffw_norm.weight"),
        gguf.get(layer + "post_feedforward_layernorm.weight"));
    assertEquals(tensor("blk.2.attn_q_norm.weight"), gguf.get(layer + "self_attn.q_norm.weight"));
    assertEquals(tensor("blk.2.attn_q.weight"), gguf.get(layer + "self_attn.q_proj.weight"));
    for (String norm :
        ImmutableList.of(
            "model.norm.weight",
            layer + "input_layernorm.weight",
            layer + "post_attention_layernorm.weight",
            layer + "pre_feedforward_layernorm.weight",
            layer + "post_feedforward_layernorm.weight",
            layer + "self_attn.q_norm.weight",
            layer + "self_attn.k_norm.weight")) {
      assertEquals(new WeightExpression.AddOne(tensor(norm)), folder.get(norm));
    }
    String query = layer + "self_attn.q_proj.weight";
    assertEquals(tensor(query), folder.get(query));
  }

  @Test
  void readsTheGgufPatternAsPeriodOrAsFlags() {
    boolean[] flags = new boolean[18];
    flags[0] = true;
    flags[17] = true;

    assertEquals(
        ImmutableList.of(LOCAL, GLOBAL, LOCAL, GLOBAL),
        layers(Sources.with(Sources.gemma270mGguf(), PATTERN, 2L)).subList(0, 4));
    ImmutableList<LayerKind> flagged =
        layers(Sources.with(Sources.gemma270mGguf(), PATTERN, flags));
    assertEquals(LOCAL, flagged.getFirst());
    assertEquals(LOCAL, flagged.getLast());
    assertEquals(16, Collections.frequency(flagged, GLOBAL));
    assertEquals(
        PATTERN + " requires one entry for each of 18 layers, got [true, false] in model.gguf",
        refusal(Sources.with(Sources.gemma270mGguf(), PATTERN, new boolean[] {true, false})));
  }

  @Test
  void scalesScoresOfThe27bModelByWidthOverHeads() {
    ModelSource source =
        Sources.withConfiguration(
            Sources.gemma270mGguf(),
            keys -> {
              keys.put("gemma3.block_count", 62L);
              keys.put("gemma3.embedding_length", 5376L);
              keys.put("gemma3.attention.head_count", 32L);
              keys.put("gemma3.attention.key_length", 128L);
              keys.put("gemma3.attention.value_length", 128L);
            });

    double scale = new Gemma3Family().gguf(source).attention().scale();

    assertEquals(Math.pow(168, -0.5), scale, 1e-15);
  }

  @Test
  void scalesOnlyGlobalLayersOfGgufAndReadsTheLocalBase() {
    ModelSource source =
        Sources.withConfiguration(
            Sources.gemma270mGguf(),
            keys -> {
              keys.put("gemma3.rope.scaling.type", "linear");
              keys.put("gemma3.rope.scaling.factor", 8.0);
              keys.put("gemma3.rope.freq_base_swa", 5000.0);
            });

    FlashConfig.Attention attention = ModelFamilies.of(source).config().attention();

    assertEquals(new Rotary(1_000_000, new Rotary.Linear(8)), attention.globalRotary());
    assertEquals(Rotary.unscaled(5000), attention.localRotary());
  }

  @Test
  void readsConfigJsonOf2025() {
    FlashConfig config = ModelFamilies.of(Sources.gemmaFolder()).config();

    assertEquals(ImmutableList.of(LOCAL, LOCAL, GLOBAL, LOCAL), config.layers());
    assertEquals(12, config.attention().window());
    assertEquals(Math.pow(24, -0.5), config.attention().scale(), 1e-15);
    assertEquals(8, config.embeddingScale());
    assertTrue(config.tiedHead());
    assertEquals(Activation.GELU_TANH, config.activation());
  }

  @Test
  void letsLayerTypesWinOverThePattern() {
    ModelSource source =
        Sources.with(
            Sources.gemmaFolder(),
            "layer_types",
            ImmutableList.of(
                "full_attention", "sliding_attention", "full_attention", "full_attention"));

    assertEquals(ImmutableList.of(GLOBAL, LOCAL, GLOBAL, GLOBAL), layers(source));
    assertEquals(
        "layer_types requires one entry for each of 5 layers, got [\"full_attention\","
            + " \"sliding_attention\", \"full_attention\", \"full_attention\"] in folder",
        refusal(Sources.with(source, "num_hidden_layers", 5L)));
  }

  @Test
  void capsLogitsButNotScoresAsTransformersDoes() {
    ModelSource source =
        Sources.withConfiguration(
            Sources.gemmaFolder(),
            keys -> {
              keys.put("final_logit_softcapping", 30.0);
              keys.put("attn_logit_softcapping", 50.0);
            });

    FlashConfig config = ModelFamilies.of(source).config();

    assertEquals(OptionalDouble.of(30), config.logitSoftcap());
    assertEquals(OptionalDouble.empty(), config.attention().scoreSoftcap());
  }

  @Test
  void hasAHeadOfItsOwnWhereConfigJsonSaysSo() {
    ModelSource source =
        Sources.with(
            Sources.withTensor(Sources.gemmaFolder(), "lm_head.weight", 331, 64),
            "tie_word_embeddings",
            false);

    assertFalse(ModelFamilies.of(source).config().tiedHead());
    assertEquals(
        tensor("lm_head.weight"), ModelFamilies.of(source).weights().get("lm_head.weight"));
  }

  @Test
  void refusesOneSetOfRotationParametersForBothKindsOfLayer() {
    ModelSource source =
        Sources.with(
            Sources.gemmaFolder(),
            "rope_parameters",
            ImmutableMap.of("rope_type", "default", "rope_theta", 10_000.0));

    assertEquals(
        "rope_parameters requires objects full_attention and sliding_attention, got an object of"
            + " 2 keys in folder",
        refusal(source));
  }

  private static ImmutableList<LayerKind> layers(ModelSource source) {
    return ModelFamilies.of(source).config().layers();
  }

  private static WeightExpression tensor(String name) {
    return new WeightExpression.Tensor(name);
  }
}
