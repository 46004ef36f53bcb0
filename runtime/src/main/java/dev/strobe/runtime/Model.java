package dev.strobe.runtime;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.FlashModel;
import dev.strobe.models.ModelFamilies;
import dev.strobe.models.ModelSource;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.checkpoint.TensorEntry;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.InsufficientMemoryException;
import dev.strobe.runtime.engine.Activity;
import dev.strobe.runtime.engine.Background;
import dev.strobe.runtime.engine.LoadedModel;
import dev.strobe.runtime.engine.MemoryFit;
import dev.strobe.runtime.engine.ProgramReport;
import dev.strobe.runtime.engine.StepGraphs;
import dev.strobe.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A language model, ready to generate: weights on a device, programs, tokenizer.
///
/// Made once and shared by all threads; each text is a [Sequence] of its own. Owns everything it
/// opened until [#close].
public final class Model implements AutoCloseable {
  private final Path path;
  private final Checkpoint checkpoint;
  private final Background<Device> device;
  private final LoadedModel loaded;
  private final Optional<Background<Tokenizer>> tokenizer;
  private final long began = System.nanoTime();

  Model(
      Path path,
      Checkpoint checkpoint,
      Background<Device> device,
      LoadedModel loaded,
      Optional<Background<Tokenizer>> tokenizer) {
    this.path = path;
    this.checkpoint = checkpoint;
    this.device = device;
    this.loaded = loaded;
    this.tokenizer = tokenizer;
  }

  /// Loads a GGUF file, a safetensors file or a Hugging Face folder with the default options.
  public static Model load(Path path) {
    return load(path, ModelOptions.defaults());
  }

  /// Loads a GGUF file, a safetensors file or a Hugging Face folder.
  ///
  /// Returns when the checkpoint is known to fit; device, weights and tokenizer get ready in the
  /// background, and whoever needs one waits for it. Nothing stays open when it fails.
  ///
  /// @throws dev.strobe.runtime.checkpoint.CheckpointException if it cannot be read
  /// @throws dev.strobe.models.UnsupportedModelException if there is no graph for it
  public static Model load(Path path, ModelOptions options) {
    return new ModelLoading(path, options).load();
  }

  /// The family, configuration and weight names of a checkpoint, without loading weights.
  public static FlashModel describe(Checkpoint checkpoint) {
    ModelSource.Format format =
        switch (checkpoint.format()) {
          case GGUF -> ModelSource.Format.GGUF;
          case HUGGING_FACE -> ModelSource.Format.HUGGING_FACE;
        };
    return ModelFamilies.of(
        new ModelSource(
            checkpoint.path().toString(),
            format,
            checkpoint.configuration(),
            ImmutableMap.copyOf(Maps.transformValues(checkpoint.tensors(), TensorEntry::dims))));
  }

  /// Requires that memory suffices for a text of so many positions, without loading weights.
  ///
  /// @throws InsufficientMemoryException with what is needed
  public static void requireFit(Path path, WeightType weights, int positions, long memory) {
    MemoryFit.require(graphs(path, weights), positions, memory);
  }

  /// The graphs of a checkpoint's steps, from its header.
  public static StepGraphs graphs(Path path, WeightType weights) {
    try (Checkpoint checkpoint = Checkpoints.open(path)) {
      return StepGraphs.of(checkpoint, describe(checkpoint), weights);
    }
  }

  /// The configuration of a checkpoint, from its header.
  public static FlashConfig config(Path path) {
    try (Checkpoint checkpoint = Checkpoints.open(path)) {
      return describe(checkpoint).config();
    }
  }

  public Path path() {
    return path;
  }

  public FlashConfig config() {
    return loaded.config();
  }

  public Device device() {
    return device.await();
  }

  /// Milliseconds from opening the checkpoint until the weights were on the device; waits for them.
  public double loadMs() {
    return (loaded.awaitWeights() - began) / 1e6;
  }

  /// Starts to get the program ready that computes a prompt of about so many tokens, with room for
  /// so many positions, while weights and tokenizer are still being loaded. A guess that is a
  /// little too high costs less than one that is too low; one that memory does not allow has no
  /// effect, since the text itself may be shorter.
  public void expect(int promptTokens, int positions) {
    int context = config().contextLength();
    int tokens = Math.clamp(promptTokens, 1, context);
    int capacity = loaded.ladder().capacity(Math.clamp(positions, tokens, context));
    try {
      int width = loaded.ladder(capacity).width(0, tokens, capacity);
      loaded.expect(loaded.shape(1, width, capacity, Outputs.LAST_LOGITS));
    } catch (InsufficientMemoryException _) {
      return;
    }
  }

  /// The tokenizer; waits for it if it is still being loaded.
  ///
  /// @throws IllegalStateException if the model was loaded without one
  /// @throws dev.strobe.runtime.tokenizer.TokenizerException if it cannot be read
  public Tokenizer tokenizer() {
    return tokenizer
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "model requires a tokenizer for text, got one loaded for token ids only"))
        .await();
  }

  /// What the model is doing; never waits.
  public Activity activity() {
    return loaded.activity();
  }

  /// How the programs compiled so far were had, and what memory they need.
  public ProgramReport programs() {
    return loaded.report();
  }

  /// Starts a text that is expected to need so many positions, prompt and answer together.
  public Sequence sequence(int expectedPositions) {
    return new Sequence(loaded, expectedPositions);
  }

  /// Continues a prompt on a sequence of its own.
  ///
  /// @param listener gets every token as it is chosen
  public Generation generate(Prompt prompt, GenerateOptions options, Consumer<Token> listener) {
    return generate(prompt, options, listener, () -> false);
  }

  /// Positions that a generation starts with: an answer of a usual length fits without growing.
  public static int positions(int promptTokens, GenerateOptions options) {
    return promptTokens + Math.min(options.maxTokens(), 256);
  }

  /// As [#generate(Prompt, GenerateOptions, Consumer)], until `cancelled` says so; it is asked
  /// between steps.
  public Generation generate(
      Prompt prompt, GenerateOptions options, Consumer<Token> listener, BooleanSupplier cancelled) {
    int[] ids = prompt.ids(this);
    int expected = positions(ids.length, options);
    if (!loaded.isExpecting()) {
      expect(ids.length, expected);
    }
    try (Sequence sequence = sequence(expected)) {
      return new Generator(this, options, listener, cancelled).run(sequence, ids);
    }
  }

  /// As `generate`, keeping what a longer-lived sequence has in common with the prompt.
  public Generation continueOn(
      Sequence sequence,
      Prompt prompt,
      GenerateOptions options,
      Consumer<Token> listener,
      BooleanSupplier cancelled) {
    return new Generator(this, options, listener, cancelled).run(sequence, prompt.ids(this));
  }

  /// The ids that end a text: the tokenizer's, or without one those of the configuration.
  public ImmutableSet<Integer> endOfText() {
    return hasTokenizer() ? tokenizer().endOfText() : ModelTokenizer.endOfText(checkpoint);
  }

  boolean hasTokenizer() {
    return tokenizer.isPresent();
  }

  @Override
  public void close() {
    loaded.close();
    device.closeWith(Device::close);
    tokenizer.ifPresent(t -> t.closeWith(Tokenizer::close));
    checkpoint.close();
  }
}
