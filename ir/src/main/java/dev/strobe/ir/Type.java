package dev.strobe.ir;

/// The type of a [Value].
public sealed interface Type permits TensorType {
  /// The spelling in StableHLO text.
  String text();
}
