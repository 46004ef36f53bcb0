package dev.strobe.cli;

import dev.strobe.artifacts.KnownArtifacts;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--model` and `--plugin`, as every command has them that runs a model.
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = KnownArtifacts.DEFAULT_MODEL,
      description =
          "A name (see strobe models), a .gguf file or a Hugging Face folder; ${DEFAULT-VALUE} by"
              + " default.")
  private String name = KnownArtifacts.DEFAULT_MODEL;

  @Option(
      names = "--plugin",
      paramLabel = "PATH",
      description = "The PJRT plugin; otherwise STROBE_PLUGIN, then the fetched CPU plugin.")
  private @Nullable Path plugin;

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      defaultValue = "F32",
      description =
          "How weights are kept: f32, bf16 or int8; f32 by default. int8 rounds activations to 16"
              + " bits.")
  private WeightType weights = WeightType.F32;

  /// As the user named it.
  String name() {
    return name;
  }

  WeightType weights() {
    return weights;
  }

  Path checkpoint(Main main) {
    return ArtifactsOnDemand.of(main).model(name);
  }

  ModelOptions options(Main main) {
    ArtifactsOnDemand artifacts = ArtifactsOnDemand.of(main);
    Path chosen = artifacts.plugin(Optional.ofNullable(plugin).map(Path::toString)).path();
    return new ModelOptions(
        chosen,
        Optional.of(main.cache().root()),
        Runtime.getRuntime().availableProcessors(),
        TokenizerUse.REQUIRED,
        OptionalLong.empty(),
        weights);
  }

  /// Loads the model, fetching what is missing first; the caller closes it.
  Model load(Main main, TokenizerUse tokenizer) {
    return Model.load(checkpoint(main), options(main).withTokenizer(tokenizer));
  }

  /// The same within so many bytes, for a text of at least so many positions.
  Model load(Main main, TokenizerUse tokenizer, long memory, int positions) {
    Path path = checkpoint(main);
    Model.requireFit(path, weights, positions, memory);
    return Model.load(path, options(main).withTokenizer(tokenizer).withMemory(memory));
  }
}
