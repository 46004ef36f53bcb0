package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.OptionalDouble;

/// Gemma 2: local and global layers in turn, local first, with one rotation; scores and logits
/// capped; norms before and after each half of a layer; a tanh-GELU gate, scaled embeddings.
///
/// Norm weights are stored less one in Hugging Face's form, and whole in GGUF files. A cap whose
/// key is absent is the published one; null in `config.json` and zero in GGUF files mean none.
final class Gemma2Family implements ModelFamily {
  private static final double ROTARY_BASE = 10_000;
  private static final double SCORE_CAP = 50;
  private static final double LOGIT_CAP = 30;
  private static final int WINDOW = 4096;
  private static final int PERIOD = 2;
  private static final int LAYERS_OF_27B = 46;
  private static final ImmutableMap<String, Object> DEFAULTS =
      ImmutableMap.<String, Object>builder()
          .put("num_key_value_heads", 4L)
          .put("head_dim", 256L)
          .put("max_position_embeddings", 8192L)
          .put("rms_norm_eps", 1e-6)
          .put("hidden_activation", "gelu_pytorch_tanh")
          .put("query_pre_attn_scalar", 256L)
          .put("sliding_window", (long) WINDOW)
          .put("attn_logit_softcapping", SCORE_CAP)
          .put("final_logit_softcapping", LOGIT_CAP)
          .put("tie_word_embeddings", true)
          .buildOrThrow();

  /// What the two forms of a checkpoint say of attention, each in its own way.
  private record Scores(double scale, OptionalDouble cap, boolean inputBias, boolean outputBias) {}

  private record Numerics(Activation activation, OptionalDouble logitCap, boolean tiedHead) {}

  @Override
  public String architecture() {
    return "gemma2";
  }

  @Override
  public String modelType() {
    return "gemma2";
  }

  @Override
  public FlashConfig gguf(ModelSource source) {
    ConfigurationReader c =
        ConfigurationReader.of(source)
            .under("gemma2.")
            .withDefaults(
                ImmutableMap.of(
                    "attention.sliding_window", (long) WINDOW,
                    "attn_logit_softcapping", SCORE_CAP,
                    "final_logit_softcapping", LOGIT_CAP));
    GgufLimits.check(c);
    Dimensions d = Dimensions.ofGguf(source, c);
    GgufLimits.requireValueSize(c, d.headSize());
    Scores scores =
        new Scores(
            c.realUnlessZero("attention.scale").orElse(ggufScale(d)),
            c.realUnlessZero("attn_logit_softcapping"),
            source.tensors().containsKey("blk.0.attn_q.bias"),
            source.tensors().containsKey("blk.0.attn_output.bias"));
    Rotary rotary = new GgufRotary(source, c).rotary(d.headSize(), ROTARY_BASE);
    return config(
        d,
        attention(d, scores, c.size("attention.sliding_window"), rotary),
        LayerPattern.gguf(c, d.layers(), PERIOD),
        new Numerics(
            Activation.GELU_TANH,
            c.realUnlessZero("final_logit_softcapping"),
            !source.tensors().containsKey("output.weight")));
  }

  @Override
  public FlashConfig huggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source).withDefaults(DEFAULTS);
    HuggingFaceLimits.check(c);
    Dimensions d = Dimensions.ofHuggingFace(c);
    boolean bias = c.flag("attention_bias");
    Scores scores =
        new Scores(
            1 / Math.sqrt(c.real("query_pre_attn_scalar")),
            c.optionalReal("attn_logit_softcapping"),
            bias,
            bias);
    Rotary rotary = new HuggingFaceRotary(c).uniform(ROTARY_BASE);
    return config(
        d,
        attention(d, scores, c.size("sliding_window"), rotary),
        LayerPattern.stated(c, d.layers())
            .orElseGet(() -> LayerPattern.periodic(d.layers(), PERIOD)),
        new Numerics(
            HuggingFaceLimits.activation(c, "hidden_activation"),
            c.optionalReal("final_logit_softcapping"),
            c.flag("tie_word_embeddings")));
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

  /// The one size whose queries are scaled by the model's width over its heads; the files do not
  /// say so, and llama.cpp too knows it by its layers.
  private static double ggufScale(Dimensions d) {
    return 1 / Math.sqrt(d.layers() == LAYERS_OF_27B ? d.model() / d.heads() : d.headSize());
  }

  private static FlashConfig.Attention attention(
      Dimensions d, Scores scores, int window, Rotary rotary) {
    return new FlashConfig.Attention(
        d.heads(),
        d.kvHeads(),
        d.headSize(),
        scores.scale(),
        window,
        rotary,
        rotary,
        false,
        scores.inputBias(),
        scores.outputBias(),
        scores.cap());
  }

  private static FlashConfig config(
      Dimensions d,
      FlashConfig.Attention attention,
      ImmutableList<LayerKind> layers,
      Numerics numerics) {
    return new FlashConfig(
        "gemma2",
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
        numerics.tiedHead(),
        numerics.logitCap());
  }
}
