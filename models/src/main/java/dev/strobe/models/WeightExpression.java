package dev.strobe.models;

/// How a weight parameter is made from the tensors of a checkpoint: data only, evaluated by the
/// runtime once, when a model is loaded.
public sealed interface WeightExpression {
  /// A tensor of the checkpoint as it is.
  record Tensor(String name) implements WeightExpression {}

  /// Rows `[heads * headSize, ...]` from interleaved rotation pairs (0, 1), (2, 3), ... of each
  /// head, as GGUF files of the llama architecture hold them, to halves.
  record UnpermuteRotary(WeightExpression input, int heads) implements WeightExpression {}

  /// One added to every element: Gemma's checkpoints in Hugging Face form store norm weights less
  /// one.
  record AddOne(WeightExpression input) implements WeightExpression {}

  /// Rows `[out, in]` as integers from -127 to 127: each element over its row's scale, rounded to
  /// nearest, ties to even.
  record RowCodes(WeightExpression input) implements WeightExpression {}

  /// The scales `[out]` of [RowCodes]: 1/127 of the largest magnitude in each row.
  record RowScales(WeightExpression input) implements WeightExpression {}
}
