package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.OptionalDouble;

/// Gemma 3, text only: mostly local layers with a rotation of their own, norms before and after
/// each half of a layer and on queries and keys, a tanh-GELU gate, scaled embeddings.
///
/// Norm weights are stored less one in Hugging Face's form, and whole in GGUF files. Its
/// configuration has `attn_logit_softcapping` from Gemma 2, which transformers reads and never
/// applies to this family; nor is it applied here.
final class Gemma3Family implements ModelFamily {
  private static final double GLOBAL_BASE = 1_000_000;
  private static final double LOCAL_BASE = 10_000;
  private static final int PERIOD = 6;
  private static final int LAYERS_OF_27B = 62;
  private static final ImmutableMap<String, Object> DEFAULTS =
      ImmutableMap.<String, Object>builder()
          .put("num_key_value_heads", 4L)
          .put("head_dim", 256L)
          .put("max_position_embeddings", 131_072L)
          .put("rms_norm_eps", 1e-6)
          .put("hidden_activation", "gelu_pytorch_tanh")
          .put("query_pre_attn_scalar", 256L)
          .put("sliding_window", 4096L)
          .buildOrThrow();

  @Override
  public String architecture() {
    return "gemma3";
  }

  @Override
  public String modelType() {
    return "gemma3_text";
  }

  @Override
  public FlashConfig gguf(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).under("gemma3.");
    GgufLimits.check(c);
    Dimensions d = Dimensions.ofGguf(source, c);
    GgufLimits.requireValueSize(c, d.headSize());
    boolean windowed = c.realUnlessZero("attention.sliding_window").isPresent();
    FlashConfig.Attention attention =
        attention(
            d,
            c.realUnlessZero("attention.scale").orElse(ggufScale(d)),
            windowed ? c.size("attention.sliding_window") : 0,
            new Rotations(
                new GgufRotary(source, c).rotary(d.headSize(), GLOBAL_BASE),
                Rotary.unscaled(c.optionalReal("rope.freq_base_swa").orElse(LOCAL_BASE))),
            false);
    return config(
        d,
        attention,
        windowed
            ? LayerPattern.gguf(c, d.layers(), PERIOD)
            : LlamaShape.Windows.none(d.layers()).layers(),
        !source.tensors().containsKey("output.weight"),
        new Numerics(Activation.GELU_TANH, c.realUnlessZero("final_logit_softcapping")));
  }

  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    HuggingFaceLimits.check(c);
    Dimensions d = Dimensions.ofHuggingFace(c);
    FlashConfig.Attention attention =
        attention(
            d,
            1 / Math.sqrt(c.real("query_pre_attn_scalar")),
            c.size("sliding_window"),
            rotations(c),
            c.flag("attention_bias"));
    return config(
        d,
        attention,
        LayerPattern.gemma3(c, d.layers()),
        c.optionalFlag("tie_word_embeddings").orElse(true),
        new Numerics(
            HuggingFaceLimits.activation(c, "hidden_activation"),
            c.optionalReal("final_logit_softcapping")));
  }

  @Override
  public WeightExpression ggufWeight(String parameter, FlashConfig config) {
    return new WeightExpression.Tensor(GgufNames.of(parameter, config));
  }

  @Override
  public WeightExpression huggingFaceWeight(String parameter) {
    var tensor = new WeightExpression.Tensor(parameter);
    return parameter.endsWith("norm.weight") ? new WeightExpression.AddOne(tensor) : tensor;
  }

  private record Rotations(Rotary global, Rotary local) {}

  private record Numerics(Activation activation, OptionalDouble logitSoftcap) {}

  /// The one size whose queries are scaled by the model's width over its heads; the files do not
  /// say so, and llama.cpp too knows it by its layers.
  private static double ggufScale(Dimensions d) {
    return 1 / Math.sqrt(d.layers() == LAYERS_OF_27B ? d.model() / d.heads() : d.headSize());
  }

  private static Rotations rotations(ConfigurationReader c) {
    HuggingFaceRotary rotary = new HuggingFaceRotary(c);
    double globalBase = c.optionalReal("rope_theta").orElse(GLOBAL_BASE);
    double localBase = c.optionalReal("rope_local_base_freq").orElse(LOCAL_BASE);
    ConfigurationReader both = c.sectionOrEmpty("rope_parameters");
    if (both.has("rope_theta") || both.has("rope_type")) {
      throw c.requires("rope_parameters", "objects full_attention and sliding_attention");
    }
    ConfigurationReader global = both.sectionOrEmpty("full_attention");
    ConfigurationReader older = c.sectionOrEmpty("rope_scaling");
    return new Rotations(
        rotary.in(
            c.hasEntries("rope_scaling") ? older : global,
            global.optionalReal("rope_theta").orElse(globalBase)),
        rotary.in(both.sectionOrEmpty("sliding_attention"), localBase));
  }

  private static FlashConfig.Attention attention(
      Dimensions d, double scale, int window, Rotations rotations, boolean bias) {
    return new FlashConfig.Attention(
        d.heads(),
        d.kvHeads(),
        d.headSize(),
        scale,
        window,
        rotations.global(),
        rotations.local(),
        true,
        bias,
        bias,
        OptionalDouble.empty());
  }

  private static FlashConfig config(
      Dimensions d,
      FlashConfig.Attention attention,
      ImmutableList<LayerKind> layers,
      boolean tied,
      Numerics numerics) {
    return new FlashConfig(
        "gemma3_text",
        d.vocabulary(),
        d.model(),
        d.feedForward(),
        d.context(),
        layers,
        attention,
        new FlashConfig.Norm(d.epsilon(), true),
        numerics.activation(),
        false,
        Math.sqrt(d.model()),
        tied,
        numerics.logitSoftcap());
  }
}
