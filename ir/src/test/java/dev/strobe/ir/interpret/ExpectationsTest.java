package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks that pass and checks that fail, alone and split off for a device.
final class ExpectationsTest {
  private static Program program(String type, String actual, String expected, String check) {
    String text =
        """
        func.func @main() -> tensor<i32> {
          %%a = stablehlo.constant dense<%s> : %s
          %%e = stablehlo.constant dense<%s> : %s
          %s
          %%r = stablehlo.constant dense<7> : tensor<i32>
          return %%r : tensor<i32>
        }
        """
            .formatted(actual, type, expected, type, check);
    Program program = StableHloReader.read(text);
    Verifier.requireValid(program);
    return program;
  }

  private static void run(Program program) {
    CheckedProgram checked = CheckedProgram.of(program);
    List<Literal> all = Interpreter.run(checked.program(), List.of());
    List<Literal> apart = checked.checked(all);
    assertEquals(1, apart.size());
    assertEquals(7, apart.getFirst().longAt(0));
  }

  private static void assertPasses(String type, String actual, String expected, String check) {
    Program program = program(type, actual, expected, check);
    assertEquals(7, Interpreter.run(program, List.of()).getFirst().longAt(0));
    run(program);
  }

  private static void assertFails(
      String type, String actual, String expected, String check, String fault) {
    Program program = program(type, actual, expected, check);
    for (var run :
        List.<Runnable>of(() -> Interpreter.run(program, List.of()), () -> run(program))) {
      var e = assertThrows(InvalidOpException.class, run::run);
      assertEquals(fault, e.getMessage());
    }
  }

  @Test
  void equalNumbersAreEqual() {
    String check = "check.expect_eq %a, %e : tensor<2xf32>";
    assertPasses("tensor<2xf32>", "[1.0, -0.0]", "[1.0, 0.0]", check);
    assertFails(
        "tensor<2xf32>",
        "[1.0, 0x7FC00000]",
        "[1.0, 0x7FC00000]",
        check,
        "check.expect_eq requires equal elements, got NaN and not NaN at element 1 of"
            + " tensor<2xf32>");
    String call =
        "stablehlo.custom_call @check.expect_eq(%a, %e) {has_side_effect = true}"
            + " : (tensor<2xui8>, tensor<2xui8>) -> ()";
    assertPasses("tensor<2xui8>", "[1, 255]", "[1, 255]", call);
    assertFails(
        "tensor<2xui8>",
        "[1, 255]",
        "[1, 254]",
        call,
        "check.expect_eq requires equal elements, got 255 and not 254 at element 1 of"
            + " tensor<2xui8>");
  }

  @Test
  void constantsStandInTheText() {
    assertPasses(
        "tensor<2xi8>", "[-1, 3]", "0", "check.expect_eq_const %a, dense<[-1, 3]> : tensor<2xi8>");
    assertFails(
        "tensor<2xi8>",
        "[-1, 3]",
        "0",
        "check.expect_eq_const %a, dense<3> : tensor<2xi8>",
        "check.expect_eq requires equal elements, got -1 and not 3 at element 0 of tensor<2xi8>");
    String near = "check.expect_almost_eq_const %a, dense<[1.0, 2.0]> : tensor<2xf64>";
    assertPasses("tensor<2xf64>", "[1.00009, 2.0]", "0.0", near);
    assertPasses("tensor<2xf64>", "[1.4, 2.0]", "0.0", near + ", tolerance = 0.5");
  }

  @Test
  void nearNumbersAreAlmostEqual() {
    String check = "check.expect_almost_eq %a, %e : tensor<2xf32>";
    assertPasses("tensor<2xf32>", "[0x7FC00000, 0xFF800000]", "[0xFFC00000, 0xFF800000]", check);
    assertFails(
        "tensor<2xf32>",
        "[1.0, 0x7F800000]",
        "[1.0, 1.0]",
        check,
        "check.expect_almost_eq requires elements at most 1.0E-4 apart, got Infinity and not 1.0"
            + " at element 1 of tensor<2xf32>");
    assertFails(
        "tensor<2xf32>",
        "[1.0, 1.25]",
        "[1.0, 1.0]",
        "check.expect_almost_eq %a, %e, tolerance = 0.125 : f64 : tensor<2xf32>",
        "check.expect_almost_eq requires elements at most 0.125 apart, got 1.25 and not 1.0"
            + " at element 1 of tensor<2xf32>");
  }

  @Test
  void closeNumbersHaveFewBetweenThem() {
    String check =
        "check.expect_close %a, %e, max_ulp_difference = 2, min_ulp_difference = 1"
            + " : tensor<f32>, tensor<f32>";
    // One is 0x3F800000.
    assertPasses("tensor<f32>", "0x3F800002", "1.0", check);
    assertPasses("tensor<f32>", "0x3F7FFFFF", "1.0", check);
    // The smallest numbers of either sign are two apart.
    assertPasses("tensor<f32>", "0x00000001", "0x80000001", check);
    String fault = "check.expect_close requires elements 1 to 2 representable numbers apart, got ";
    assertFails(
        "tensor<f32>",
        "0x3F800003",
        "1.0",
        check,
        fault + "1.0000003576278687 and not 1.0 at element 0 of tensor<f32>");
    assertFails(
        "tensor<f32>", "1.0", "1.0", check, fault + "1.0 and not 1.0 at element 0 of tensor<f32>");
    assertFails(
        "tensor<f32>",
        "0x7F800000",
        "0x7F7FFFFF",
        check,
        fault + "Infinity and not 3.4028234663852886E38 at element 0 of tensor<f32>");
    assertPasses(
        "tensor<complex<f32>>",
        "(0x3F800001, 0.0)",
        "(1.0, -0.0)",
        "stablehlo.custom_call @check.expect_close(%a, %e) {has_side_effect = true}"
            + " : (tensor<complex<f32>>, tensor<complex<f32>>) -> ()");
  }
}
