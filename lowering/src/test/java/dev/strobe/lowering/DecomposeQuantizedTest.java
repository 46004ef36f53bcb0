package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written for the plugin; that the plugin then does right is tested with the plugin.
final class DecomposeQuantizedTest {
  private static final String CALLS =
      """
      module @m attributes {mine = 1 : i32} {
        sdy.mesh @mesh = <["x"=1]>
        func.func @main(%x: tensor<256xQ>, %n: tensor<i32>) -> tensor<256xQ> {
          %zero = stablehlo.constant dense<0> : tensor<i32>
          %one = stablehlo.constant dense<1> : tensor<i32>
          %w:2 = stablehlo.while(%k = %n, %v = %x) : tensor<i32>, tensor<256xQ> cond {
            %c = stablehlo.compare GT, %k, %zero : (tensor<i32>, tensor<i32>) -> tensor<i1>
            stablehlo.return %c : tensor<i1>
          } do {
            %next = stablehlo.subtract %k, %one : tensor<i32>
            %sum = func.call @f(%v) : (tensor<256xQ>) -> tensor<256xQ>
            stablehlo.return %next, %sum : tensor<i32>, tensor<256xQ>
          }
          %p = stablehlo.compare EQ, %n, %one : (tensor<i32>, tensor<i32>) -> tensor<i1>
          %r = "stablehlo.if"(%p) ({
            %y = stablehlo.negate %w#1 : tensor<256xQ>
            stablehlo.return %y : tensor<256xQ>
          }, {
            stablehlo.return %x : tensor<256xQ>
          }) : (tensor<i1>) -> tensor<256xQ>
          return %r : tensor<256xQ>
        }
        func.func private @f(%x: tensor<256xQ>) -> tensor<256xQ> {
          %0 = stablehlo.add %x, %x {mine = 2 : i32} : tensor<256xQ> loc("twice")
          return %0 : tensor<256xQ>
        }
      }
      """;

  private static Program read(String element) {
    return StableHloReader.read(CALLS.replace("xQ>", "x!quant.uniform<" + element + ">>"));
  }

  /// All integers of eight bits.
  private static Literal all(ElementType element) {
    long[] values = new long[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Literal.ofLongs(TensorType.of(element, 256), values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i8:f32, 0.1:3",
        "i8<-100:100>:f32, 0.7",
        "i8:f16, 0.01:-128",
        "i8:bf16, 3.0:127",
        "i8:f64, 1.0E-5:1"
      })
  void integersAreWhatTheInterpreterGives(String element) {
    Program program = read(element);
    Program lowered = Lowering.lower(program, Target.of("cpu")).program();
    for (int n : new int[] {0, 1, 2}) {
      List<Literal> arguments = List.of(all(ElementType.S8), Literal.scalar(ElementType.S32, n));
      assertEquals(
          Interpreter.run(program, arguments), Interpreter.run(lowered, arguments), element);
    }
  }

  @Test
  void keepsEverythingElse() {
    LoweredProgram lowered = Lowering.lower(read("i8:f32, 0.1:3"), Target.of("cpu"));
    assertFalse(lowered.text().contains("quant"), lowered.text());
    assertTrue(lowered.text().contains("sdy.mesh @mesh = <[\"x\"=1]>"), lowered.text());
    assertTrue(lowered.text().contains("mine = 1 : i32"), lowered.text());
    assertTrue(
        lowered.text().contains("stablehlo.select") && lowered.text().contains("{mine = 2 : i32}"),
        lowered.text());
    assertTrue(lowered.text().contains("loc(\"twice\")"), lowered.text());
    assertEquals(
        List.of(TensorType.of(ElementType.S8, 256)), lowered.program().main().resultTypes());
  }

  @Test
  void leavesOtherProgramsAlone() {
    Program program =
        StableHloReader.read(
            "func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> { return %x : tensor<2xf32> }");
    assertSame(program, DecomposeQuantized.apply(program));
  }
}
