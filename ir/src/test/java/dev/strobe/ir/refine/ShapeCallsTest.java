package dev.strobe.ir.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Custom calls that JAX writes for unknown shapes become ops once these are known.
final class ShapeCallsTest {
  private static final Literal FOUR = Literal.ofF32(TensorType.of(ElementType.F32, 4), 3, 1, 4, 2);

  private static List<Literal> run(String text, Literal argument) {
    Program program = RefineShapes.refineFor(StableHloReader.read(text), List.of(argument));
    assertFalse(StableHloWriter.write(program).contains("custom_call"));
    return Interpreter.run(program, List.of(argument));
  }

  private static String asserting(int least) {
    return """
    func.func @main(%%x: tensor<?xf32>) -> tensor<?xf32> {
      %%least = stablehlo.constant dense<%d> : tensor<i32>
      %%n = stablehlo.get_dimension_size %%x, dim = 0 : (tensor<?xf32>) -> tensor<i32>
      %%holds = stablehlo.compare GE, %%n, %%least : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.custom_call @shape_assertion(%%holds, %%n) {error_message = "at least %d, not {0}", has_side_effect = true} : (tensor<i1>, tensor<i32>) -> ()
      return %%x : tensor<?xf32>
    }
    """
        .formatted(least, least);
  }

  @Test
  void dropsAnAssertionThatHolds() {
    assertEquals(List.of(FOUR), run(asserting(4), FOUR));
  }

  @Test
  void refusesShapesThatAnAssertionDoesNotAllow() {
    var fault = assertThrows(InvalidOpException.class, () -> run(asserting(5), FOUR));
    assertEquals(
        "shape_assertion requires shapes that meet it, got \"at least 5, not 4\"",
        fault.getMessage());
  }

  @Test
  void foldsWindowsByTheCalledComputation() {
    String text =
        """
        func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
          %zero = stablehlo.constant dense<0.0> : tensor<f32>
          %two = stablehlo.constant dense<2> : tensor<1xi32>
          %one = stablehlo.constant dense<1> : tensor<1xi32>
          %pad = stablehlo.constant dense<[[1, 0]]> : tensor<1x2xi32>
          %y = stablehlo.custom_call @stablehlo.dynamic_reduce_window(%x, %zero, %two, %one, %one, %one, %pad) {called_computations = [@sum]} : (tensor<?xf32>, tensor<f32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1xi32>, tensor<1x2xi32>) -> tensor<?xf32>
          return %y : tensor<?xf32>
        }
        func.func private @sum(%a: tensor<f32>, %b: tensor<f32>) -> tensor<f32> {
          %c = stablehlo.add %a, %b : tensor<f32>
          return %c : tensor<f32>
        }
        """;
    assertEquals(List.of(Literal.ofF32(FOUR.type(), 3, 4, 5, 6)), run(text, FOUR));
  }

  @Test
  void takesTheLargestElements() {
    String text =
        """
        func.func @main(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xi32>) {
          %k = stablehlo.constant dense<2> : tensor<i32>
          %y:2 = stablehlo.custom_call @stablehlo.dynamic_top_k(%x, %k) : (tensor<?xf32>, tensor<i32>) -> (tensor<?xf32>, tensor<?xi32>)
          return %y#0, %y#1 : tensor<?xf32>, tensor<?xi32>
        }
        """;
    assertEquals(
        List.of(
            Literal.ofF32(TensorType.of(ElementType.F32, 2), 4, 3),
            Literal.ofS32(TensorType.of(ElementType.S32, 2), 2, 0)),
        run(text, FOUR));
  }

  @Test
  void drawsAsManyBitsAsTheShapeSays() {
    String dynamic =
        """
        func.func @main(%state: tensor<?xui64>) -> tensor<?xui32> {
          %shape = stablehlo.constant dense<3> : tensor<1xi32>
          %y:2 = stablehlo.custom_call @stablehlo.dynamic_rng_bit_generator(%state, %shape) {rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>} : (tensor<?xui64>, tensor<1xi32>) -> (tensor<?xui64>, tensor<?xui32>)
          return %y#1 : tensor<?xui32>
        }
        """;
    String plain =
        """
        func.func @main(%state: tensor<2xui64>) -> tensor<3xui32> {
          %y:2 = stablehlo.rng_bit_generator %state, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3xui32>)
          return %y#1 : tensor<3xui32>
        }
        """;
    Literal state = Literal.ofLongs(TensorType.of(ElementType.U64, 2), 5, 6);
    assertEquals(run(plain, state), run(dynamic, state));
  }
}
