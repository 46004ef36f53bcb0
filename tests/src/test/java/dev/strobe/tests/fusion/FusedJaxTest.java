package dev.strobe.tests.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Fusion on a transformer of two layers that JAX exported.
final class FusedJaxTest {
  private static final Path TEXT =
      Path.of(
          System.getProperty("strobe.root"),
          "ir/src/test/resources/dev/strobe/ir/interpret/jax_transformer.mlir");

  @Test
  void findsTheLayersOfATransformerThatJaxExported() throws IOException {
    Program before = StableHloReader.read(Files.readString(TEXT));
    Program fused = FusedExport.of(before);
    Random random = new Random(5);
    List<Literal> arguments =
        before.main().parameters().stream()
            .map(parameter -> argument(parameter.tensor(), random))
            .toList();
    assertEquals(Interpreter.run(before, arguments), Interpreter.run(fused, arguments));
  }

  private static Literal argument(TensorType type, Random random) {
    return type.element() == ElementType.S32
        ? Literal.splat(type, 2)
        : Numbers.random(type, random);
  }
}
