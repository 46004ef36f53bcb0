package dev.strobe.tests.memory;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.InlineCalls;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.text.StableHloReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Loss and gradients of a transformer of three layers, as JAX exports them
/// (`src/test/oracle/jax_training.py`).
final class TrainingStep {
  private static final Path FILE =
      Path.of(System.getProperty("strobe.root"), "tests/src/test/resources/jax/jax_training.mlir");

  private TrainingStep() {}

  /// The step without calls.
  static Graph graph() {
    try {
      Program exported = StableHloReader.read(Files.readString(FILE));
      return new PassPipeline(ImmutableList.of(new InlineCalls()))
          .run(exported, Target.of("cpu"))
          .program()
          .main();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
