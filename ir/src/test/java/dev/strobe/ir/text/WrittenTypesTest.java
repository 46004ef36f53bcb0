package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A result has the type that the text says, where that is more or less than the op computes.
final class WrittenTypesTest {
  private static final String PARAMETERS = "%x: tensor<?x3xf32>, %y: tensor<2x?xf32>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stablehlo.abs %x : (tensor<?x3xf32>) -> tensor<2x3xf32>",
        "stablehlo.add %x, %y : (tensor<?x3xf32>, tensor<2x?xf32>) -> tensor<?x?xf32>",
        "stablehlo.add %x, %x : (tensor<?x3xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>",
        "stablehlo.clamp %x, %x, %x : (tensor<?x3xf32>, tensor<?x3xf32>, tensor<?x3xf32>)"
            + " -> tensor<4x3xf32>",
        "stablehlo.reverse %x, dims = [0] : (tensor<?x3xf32>) -> tensor<4x3xf32>",
        "stablehlo.transpose %x, dims = [1, 0] : (tensor<?x3xf32>) -> tensor<3x2xf32>",
        "\"stablehlo.optimization_barrier\"(%x) : (tensor<?x3xf32>) -> tensor<?x?xf32>",
        "stablehlo.concatenate %x, %y, dim = 0 : (tensor<?x3xf32>, tensor<2x?xf32>)"
            + " -> tensor<9x3xf32>"
      })
  void isKeptAndWritten(String op) {
    String text =
        "module {\n  func.func public @main("
            + PARAMETERS
            + ") {\n    %0 = "
            + op
            + "\n    return\n"
            + "  }\n}\n";
    Program program = StableHloReader.read(text);
    assertEquals(List.of(), Verifier.verify(program));
    Node node = program.main().nodes().getFirst();
    assertEquals(op.substring(op.lastIndexOf("-> ") + 3), node.result().type().text());
    String written = StableHloWriter.write(program, StableHloWriter.Style.PLAIN);
    assertEquals(op, written.lines().skip(2).findFirst().orElseThrow().strip().substring(5));
  }
}
