package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.OptionalDouble;

/// What Llama, Mistral and Qwen share: a norm before each half of a layer, one rotation for all
/// layers, scores scaled by the head size, embeddings as they are.
///
/// @param family as Hugging Face names it
/// @param dimensions sizes
/// @param rotary of every layer
/// @param scale factor on scores
/// @param windows which layers look back how far
/// @param biases which products have one
/// @param queryKeyNorm whether queries and keys are normed head by head
/// @param activation on the gate
/// @param tiedHead whether the head is the embedding table
record LlamaShape(
    String family,
    Dimensions dimensions,
    Rotary rotary,
    double scale,
    Windows windows,
    Biases biases,
    boolean queryKeyNorm,
    Activation activation,
    boolean tiedHead) {
  /// llama.cpp's, and that of every configuration class of these families.
  private static final double ROTARY_BASE = 10_000;

  /// Biases on queries, keys and values; on attention's output; on the feed-forward layer.
  record Biases(boolean input, boolean output, boolean feedForward) {}

  /// The window of the local layers, and which those are.
  record Windows(int size, ImmutableList<LayerKind> layers) {
    static Windows none(int layers) {
      return new Windows(0, uniform(LayerKind.GLOBAL, layers));
    }

    static Windows everywhere(int size, int layers) {
      return new Windows(size, uniform(LayerKind.LOCAL, layers));
    }

    private static ImmutableList<LayerKind> uniform(LayerKind kind, int layers) {
      return ImmutableList.copyOf(Collections.nCopies(layers, kind));
    }
  }

  /// From the keys of a GGUF architecture, whose tensors decide on biases and on a head.
  static LlamaShape ofGguf(String architecture, ModelSource source, boolean queryKeyNorm) {
    ConfigurationReader c = ConfigurationReader.of(source).under(architecture + ".");
    GgufLimits.check(c);
    Dimensions d = Dimensions.ofGguf(source, c);
    GgufLimits.requireValueSize(c, d.headSize());
    return new LlamaShape(
        architecture,
        d,
        new GgufRotary(source, c).rotary(d.headSize(), ROTARY_BASE),
        c.realUnlessZero("attention.scale").orElse(1 / Math.sqrt(d.headSize())),
        LayerPattern.ggufWindows(c, d.layers()),
        new Biases(
            source.tensors().containsKey("blk.0.attn_q.bias"),
            source.tensors().containsKey("blk.0.attn_output.bias"),
            source.tensors().containsKey("blk.0.ffn_gate.bias")),
        queryKeyNorm,
        Activation.SILU,
        !source.tensors().containsKey("output.weight"));
  }

  /// From a `config.json` that has its defaults: no windows, no norm of queries and keys.
  static LlamaShape ofHuggingFace(ModelSource source, ConfigurationReader c, Biases biases) {
    HuggingFaceLimits.check(c);
    Dimensions d = Dimensions.ofHuggingFace(c);
    boolean hasHead = source.tensors().containsKey("lm_head.weight");
    return new LlamaShape(
        c.text("model_type"),
        d,
        new HuggingFaceRotary(c).uniform(ROTARY_BASE),
        1 / Math.sqrt(d.headSize()),
        Windows.none(d.layers()),
        biases,
        false,
        HuggingFaceLimits.activation(c, "hidden_act"),
        c.optionalFlag("tie_word_embeddings").orElse(!hasHead));
  }

  LlamaShape withWindows(Windows other) {
    return new LlamaShape(
        family, dimensions, rotary, scale, other, biases, queryKeyNorm, activation, tiedHead);
  }

  LlamaShape withQueryKeyNorm() {
    return new LlamaShape(
        family, dimensions, rotary, scale, windows, biases, true, activation, tiedHead);
  }

  FlashConfig config() {
    return new FlashConfig(
        family,
        dimensions.vocabulary(),
        dimensions.model(),
        dimensions.feedForward(),
        dimensions.context(),
        windows.layers(),
        attention(),
        new FlashConfig.Norm(dimensions.epsilon(), false),
        activation,
        biases.feedForward(),
        1,
        tiedHead,
        OptionalDouble.empty());
  }

  private FlashConfig.Attention attention() {
    return new FlashConfig.Attention(
        dimensions.heads(),
        dimensions.kvHeads(),
        dimensions.headSize(),
        scale,
        windows.size(),
        rotary,
        rotary,
        queryKeyNorm,
        biases.input(),
        biases.output(),
        OptionalDouble.empty());
  }
}
