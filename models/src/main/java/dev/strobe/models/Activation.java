package dev.strobe.models;

/// The function on the gate of a gated feed-forward layer.
public enum Activation {
  /// `x * logistic(x)`.
  SILU,
  /// The tanh approximation of GELU (`gelu_pytorch_tanh` in Hugging Face's configurations).
  GELU_TANH
}
