package dev.strobe.ir;

/// What a parameter of a graph stands for.
public sealed interface Role {
  /// A value that differs from call to call, such as token ids.
  record Input() implements Role {}

  /// A model weight; it stays on the device for the life of the model.
  ///
  /// @param encoding how its bytes are to be read when they are not plain elements of the
  ///   parameter's type (a block format such as `Q4_K`), otherwise empty
  record Weight(String encoding) implements Role {}

  /// State that a call consumes and hands back, such as a KV cache; its memory may be reused.
  ///
  /// @param result index of the graph's result that is the next state
  record State(int result) implements Role {}
}
