package dev.strobe.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds the family of a checkpoint and reads the model that it holds.
public final class ModelFamilies {
  /// The first of an architecture reads its GGUF files.
  private static final ImmutableList<ModelFamily> ALL =
      ImmutableList.of(
          new LlamaFamily(),
          new MistralFamily(),
          new Qwen2Family(),
          new Qwen3Family(),
          new Gemma2Family(),
          new Gemma3Family());

  private ModelFamilies() {}

  /// The model in a checkpoint: every weight parameter of its graphs is bound to tensors that
  /// exist.
  ///
  /// @throws UnsupportedModelException in one sentence, if the architecture, a setting or a tensor
  ///   is not what any family can build
  public static FlashModel of(ModelSource source) {
    return switch (source.format()) {
      case GGUF -> ofGguf(source);
      case HUGGING_FACE -> ofHuggingFace(source);
    };
  }

  private static FlashModel ofGguf(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source);
    ModelFamily family = find(c, "general.architecture", ModelFamily::architecture);
    if (c.realUnlessZero("split.count").orElse(1) != 1) {
      throw c.requires("split.count", "a model in one file (merge its parts first)");
    }
    FlashConfig config = family.gguf(source);
    return bind(source, config, name -> family.ggufWeight(name, config));
  }

  private static FlashModel ofHuggingFace(ModelSource source) {
    ConfigurationReader c = ConfigurationReader.of(source);
    if (c.has("text_config")) {
      throw c.requires("text_config", "a text-only checkpoint (one without text_config)");
    }
    ModelFamily family = find(c, "model_type", ModelFamily::modelType);
    FlashConfig config = family.huggingFace(source);
    return bind(source, config, family::huggingFaceWeight);
  }

  private static ModelFamily find(
      ConfigurationReader c, String key, Function<ModelFamily, String> name) {
    String wanted = c.text(key);
    return ALL.stream()
        .filter(family -> name.apply(family).equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> {
              String supported =
                  ALL.stream().map(name).distinct().collect(Collectors.joining(", "));
              return c.requires(key, "one of " + supported);
            });
  }

  private static FlashModel bind(
      ModelSource source, FlashConfig config, Function<String, WeightExpression> expression) {
    ImmutableMap.Builder<String, WeightExpression> weights = ImmutableMap.builder();
    for (String parameter : WeightNames.of(config)) {
      weights.put(parameter, expression.apply(parameter));
    }
    FlashModel model = new FlashModel(config, weights.buildOrThrow());
    SourceTensors.requireAllOf(source, model);
    return model;
  }
}
