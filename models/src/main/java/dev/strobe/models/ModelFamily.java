package dev.strobe.models;

/// One line of models: how its checkpoints, in either form, say what a [FlashConfig] asks for, and
/// where each weight parameter of [FlashTransformer] comes from.
///
/// All of it is data and pure functions: reading never touches a file.
interface ModelFamily {
  /// `general.architecture` of its GGUF files.
  String architecture();

  /// `model_type` of its `config.json`.
  String modelType();

  /// The configuration of a GGUF file of this architecture.
  FlashConfig gguf(ModelSource source);

  /// The configuration of a Hugging Face folder of this model type.
  FlashConfig huggingFace(ModelSource source);

  /// Where a weight parameter comes from in a GGUF file.
  WeightExpression ggufWeight(String parameter, FlashConfig config);

  /// Where a weight parameter comes from in a Hugging Face folder.
  WeightExpression huggingFaceWeight(String parameter);
}
