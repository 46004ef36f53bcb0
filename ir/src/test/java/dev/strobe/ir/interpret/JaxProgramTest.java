package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A program that JAX exported, a step of a small transformer, reads as what JAX computes by it.
/// `src/test/oracle/jax_program.py` makes it.
final class JaxProgramTest {
  /// Rounding of f32 over two layers.
  private static final double TOLERANCE = 2e-5;

  private static String text() throws IOException {
    try (InputStream in = JaxProgramTest.class.getResourceAsStream("jax_transformer.mlir")) {
      byte[] bytes = Objects.requireNonNull(in, "jax_transformer.mlir").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static List<Literal> literals(String line) {
    return Arrays.stream(line.split(";", -1)).map(Fixture::tensor).toList();
  }

  @Test
  void computesWhatJaxComputes() throws IOException {
    List<String> lines = Fixture.lines("jax_transformer.txt.gz");
    Program program = StableHloReader.read(text());
    assertEquals(List.of(), Verifier.verify(program));
    List<Literal> expected = literals(lines.get(1));
    List<Literal> actual = Interpreter.run(program, literals(lines.get(0)));
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      requireClose(program.main().resultNames().get(i), expected.get(i), actual.get(i));
    }
  }

  private static void requireClose(String name, Literal expected, Literal actual) {
    assertEquals(expected.type(), actual.type(), name);
    boolean exact = expected.type().element() == ElementType.S32;
    for (int i = 0; i < expected.type().elementCount(); i++) {
      double allowed = exact ? 0 : TOLERANCE;
      assertEquals(expected.doubleAt(i), actual.doubleAt(i), allowed, name + " at " + i);
    }
  }

  @Test
  void keepsNamesOfArgumentsAndResultsAndTheirDonation() throws IOException {
    var main = StableHloReader.read(text()).main();
    var names = main.parameters().stream().map(parameter -> parameter.name()).toList();
    assertTrue(names.contains("weights['layers'][1]['query']"), names.toString());
    assertTrue(main.resultNames().contains("result['logits']"), main.resultNames().toString());
    long donated =
        main.parameters().stream()
            .filter(parameter -> parameter.attributes().containsKey("tf.aliasing_output"))
            .count();
    assertEquals(4, donated);
  }

  @Test
  void readsWhatItWroteOfIt() throws IOException {
    String written = StableHloWriter.write(StableHloReader.read(text()));
    assertEquals(written, StableHloWriter.write(StableHloReader.read(written)));
  }
}
