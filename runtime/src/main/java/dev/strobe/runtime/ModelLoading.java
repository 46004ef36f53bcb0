package dev.strobe.runtime;

import dev.strobe.models.FlashModel;
import dev.strobe.runtime.checkpoint.Checkpoint;
import dev.strobe.runtime.checkpoint.Checkpoints;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.device.AvailableMemory;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.engine.Background;
import dev.strobe.runtime.engine.LoadedModel;
import dev.strobe.runtime.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Optional;

/// One loading of a model: device, tokenizer and weights at the same time.
final class ModelLoading {
  private final Path path;
  private final ModelOptions options;
  private final Checkpoint checkpoint;
  private final Background<Device> device;
  private final Optional<Background<Tokenizer>> tokenizer;

  ModelLoading(Path path, ModelOptions options) {
    this.path = path;
    this.options = options;
    this.device = Background.start("device", () -> Device.open(options.plugin()));
    try {
      this.checkpoint = Checkpoints.open(path);
    } catch (RuntimeException | Error e) {
      device.closeWith(Device::close);
      throw e;
    }
    this.tokenizer =
        wantsTokenizer()
            ? Optional.of(Background.start("tokenizer", this::openTokenizer))
            : Optional.empty();
  }

  private Device device() {
    return device.await();
  }

  Model load() {
    try {
      FlashModel model = Model.describe(checkpoint);
      Background<Compiler> compiler =
          Background.start("compiler", () -> Compiler.of(device(), options.cacheFolder()));
      LoadedModel loaded =
          LoadedModel.load(
              model,
              checkpoint,
              compiler,
              new LoadedModel.Terms(
                  options.threads(), memory(), options.memory(), options.weights()));
      return new Model(path, checkpoint, device, loaded, tokenizer);
    } catch (RuntimeException | Error e) {
      tokenizer.ifPresent(t -> t.closeWith(Tokenizer::close));
      device.closeWith(Device::close);
      checkpoint.close();
      throw e;
    }
  }

  private long memory() {
    return options.memory().orElseGet(() -> AvailableMemory.bytes().orElse(Long.MAX_VALUE));
  }

  private boolean wantsTokenizer() {
    return switch (options.tokenizer()) {
      case REQUIRED -> true;
      case IF_PRESENT -> ModelTokenizer.isPresent(checkpoint);
      case NONE -> false;
    };
  }

  private Tokenizer openTokenizer() {
    Path folder =
        options
            .cacheFolder()
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "strobe"));
    return ModelTokenizer.open(checkpoint, folder);
  }
}
