package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;

/// Everything that tells one Flash transformer from another, whatever file it came from.
///
/// @param family as Hugging Face names it, such as `llama` or `gemma3_text`
/// @param vocabularySize rows of the embedding table
/// @param modelSize width of the residual stream (`hidden_size`)
/// @param feedForwardSize width inside the gated feed-forward layer (`intermediate_size`)
/// @param contextLength most positions that the model was made for
/// @param layers the kind of each layer, first to last
/// @param attention heads and how they look back
/// @param norm the RMS norms
/// @param activation on the gate
/// @param feedForwardBias whether gate, up and down have biases
/// @param embeddingScale factor on token embeddings
/// @param tiedHead whether the head is the embedding table
/// @param logitSoftcap cap of the logits, `cap * tanh(x / cap)`, if any
public record FlashConfig(
    String family,
    int vocabularySize,
    int modelSize,
    int feedForwardSize,
    int contextLength,
    ImmutableList<LayerKind> layers,
    Attention attention,
    Norm norm,
    Activation activation,
    boolean feedForwardBias,
    double embeddingScale,
    boolean tiedHead,
    OptionalDouble logitSoftcap) {

  /// Attention of all layers.
  ///
  /// @param heads query heads
  /// @param kvHeads key and value heads; divides `heads`
  /// @param headSize width of one head
  /// @param scale factor on scores
  /// @param window positions that a local layer sees, the present one included
  /// @param globalRotary positions in global layers
  /// @param localRotary positions in local layers
  /// @param queryKeyNorm whether queries and keys are normed head by head
  /// @param inputBias whether query, key and value projections have biases
  /// @param outputBias whether the output projection has one
  /// @param scoreSoftcap cap of the scores before masking, if any
  public record Attention(
      int heads,
      int kvHeads,
      int headSize,
      double scale,
      int window,
      Rotary globalRotary,
      Rotary localRotary,
      boolean queryKeyNorm,
      boolean inputBias,
      boolean outputBias,
      OptionalDouble scoreSoftcap) {
    public Attention {
      require(heads > 0 && kvHeads > 0, "positive head counts", heads + " and " + kvHeads);
      require(
          kvHeads <= 0 || heads % kvHeads == 0,
          "num_attention_heads divisible by num_key_value_heads",
          heads + " and " + kvHeads);
      require(headSize > 0 && headSize % 2 == 0, "a positive, even head_dim", headSize);
    }

    /// Query heads that share one key and value head.
    public int groupSize() {
      return heads / kvHeads;
    }

    public Rotary rotary(LayerKind kind) {
      return kind == LayerKind.LOCAL ? localRotary : globalRotary;
    }
  }

  /// RMS norms: before attention and feed-forward, and after them too where `post` is set.
  public record Norm(double epsilon, boolean post) {}

  public FlashConfig {
    require(vocabularySize > 0, "vocab_size > 0", vocabularySize);
    require(modelSize > 0, "hidden_size > 0", modelSize);
    require(feedForwardSize > 0, "intermediate_size > 0", feedForwardSize);
    require(contextLength > 0, "max_position_embeddings > 0", contextLength);
    require(!layers.isEmpty(), "num_hidden_layers > 0", layers.size());
    require(
        !layers.contains(LayerKind.LOCAL) || attention.window() > 0,
        "sliding_window > 0 for local layers",
        attention.window());
  }

  private static void require(boolean holds, String constraint, Object actual) {
    if (!holds) {
      throw new UnsupportedModelException("model requires " + constraint + ", got " + actual);
    }
  }
}
