package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Program;
import dev.strobe.ir.op.ForeignCompositeOp;
import dev.strobe.ir.op.SoftmaxOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypedCompositesTest {
  private static final String SOFTMAX =
      """
      module {
        func.func public @main(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
          %0 = stablehlo.composite "strobe.softmax" %x {decomposition = @f} : (tensor<2x4xf32>) -> tensor<2x4xf32>
          return %0 : tensor<2x4xf32>
        }
        func.func private @f(%x: tensor<2x4xf32>) -> (tensor<2x4xf32>) {
          %c = stablehlo.constant dense<0xFF800000> : tensor<f32>
          %0 = stablehlo.reduce(%x init: %c) applies stablehlo.maximum across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
          %1 = stablehlo.broadcast_in_dim %0, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
          %2 = stablehlo.subtract %x, %1 : tensor<2x4xf32>
          %3 = stablehlo.exponential %2 : tensor<2x4xf32>
          %d = stablehlo.constant dense<0.0> : tensor<f32>
          %4 = stablehlo.reduce(%3 init: %d) applies stablehlo.add across dimensions = [1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<2xf32>
          %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xf32>) -> tensor<2x4xf32>
          %6 = stablehlo.divide %3, %5 : tensor<2x4xf32>
          return %6 : tensor<2x4xf32>
        }
      }
      """;

  @Test
  void readsACompositeWhoseFunctionIsItsDecomposition() {
    Program program = StableHloReader.read(SOFTMAX);
    assertInstanceOf(SoftmaxOp.class, program.main().nodes().getFirst().op());
    assertEquals(1, program.functions().size(), "nobody calls the function any more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense<0xFF800000>      | dense<0.0>
          %2 = stablehlo.subtract %x, %1 | %2 = stablehlo.subtract %1, %x
          "strobe.softmax"       | "strobe.hardmax"
          "strobe.softmax"       | "other.softmax"
          {decomposition = @f}   | {decomposition = @f, version = 1 : i32}
          {decomposition = @f}   | {composite_attributes = {axis = 1 : i64}, decomposition = @f}
          return %6              | return %3
          """)
  void leavesOneThatMeansSomethingElse(String part, String other) {
    Program program = StableHloReader.read(SOFTMAX.replace(part, other));
    assertInstanceOf(ForeignCompositeOp.class, program.main().nodes().getFirst().op());
    assertEquals(2, program.functions().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epsilon = 1.0E-6 : f64 | epsilon = 1.0E-7 : f64
          epsilon = 1.0E-6 : f64 | epsilon = "none"
          mean = "scaled"        | mean = "guessed"
          mean = "scaled"        | mean = "divided"
          , mean = "scaled"      | ''
          input_axis = 1 : i64   | input_axis = 0 : i64
          accumulation = f32     | accumulation = f33
          softcap = 50.0 : f64   | softcap = 49.0 : f64
          dimensions = [0, 1]    | dimensions = [0, 1, 2]
          """)
  void leavesThoseWhoseAttributesAreNotWhatTheFunctionDoes(String part, String other) {
    String text = StableHloWriter.write(CompositePrograms.composites());
    Program program = StableHloReader.read(text.replace(part, other));
    assertTrue(foreign(program) > 0);
    assertEquals(0, foreign(StableHloReader.read(text)));
  }

  private static long foreign(Program program) {
    return program.main().nodes().stream()
        .filter(node -> node.op() instanceof ForeignCompositeOp)
        .count();
  }
}
