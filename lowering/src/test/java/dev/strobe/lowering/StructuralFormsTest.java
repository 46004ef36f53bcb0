package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Target;
import dev.strobe.ir.text.StableHloReader;
import org.junit.jupiter.api.Test;

final class StructuralFormsTest {
  private static String lowered(String body) {
    String text =
        """
        func.func private @twice(%x: tensor<2xf32>) -> tensor<2xf32> {
          %y = stablehlo.add %x, %x : tensor<2xf32>
          return %y : tensor<2xf32>
        }
        func.func @main(%x: tensor<2xf32>, %p: tensor<i1>) -> tensor<2xf32> {
        """
            + body
            + "\n  return %r : tensor<2xf32>\n}\n";
    return Lowering.lower(StableHloReader.read(text), Target.of("cpu")).text();
  }

  private static String refusal(String body) {
    var e = assertThrows(InvalidOpException.class, () -> lowered(body));
    return String.valueOf(e.getMessage());
  }

  @Test
  void whatIsSaidOfAnOperandGoes() {
    String text =
        lowered(
            "%r = stablehlo.custom_call @Sharding(%x) {mhlo.sharding = \"{replicated}\"}"
                + " : (tensor<2xf32>) -> tensor<2xf32>");
    assertFalse(text.contains("custom_call"), text);
    assertTrue(text.contains("stablehlo.reshape %x"), text);
  }

  @Test
  void otherTargetsAreRefusedByName() {
    assertEquals(
        "custom_call requires a target that says something of its one operand, such as @Sharding,"
            + " since Strobe runs no other, got @foo",
        refusal("%r = stablehlo.custom_call @foo(%x) : (tensor<2xf32>) -> tensor<2xf32>"));
  }

  @Test
  void checksInRegionsAreRefused() {
    assertEquals(
        "check.expect_eq requires to be in @main and in no region to be carried out for a device,"
            + " got another place",
        refusal(
            """
            %r = "stablehlo.if"(%p) ({
              check.expect_eq %x, %x : tensor<2xf32>
              stablehlo.return %x : tensor<2xf32>
            }, {
              stablehlo.return %x : tensor<2xf32>
            }) : (tensor<i1>) -> tensor<2xf32>
            """));
  }
}
