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

  @Test
  void compositesBecomeCalls() {
    String text =
        lowered(
            "%r = stablehlo.composite \"my.twice\" %x {decomposition = @twice}"
                + " : (tensor<2xf32>) -> tensor<2xf32>");
    assertFalse(text.contains("composite"), text);
    assertTrue(text.contains("func.call @twice(%x)"), text);
  }

  @Test
  void asynchronousOpsRunAtOnce() {
    String start =
        """
        %f = "stablehlo.async_start"(%x) ({
        ^bb0(%a: tensor<2xf32>):
          %s = stablehlo.slice %a [0:2] : (tensor<2xf32>) -> tensor<2xf32>
          stablehlo.return %s : tensor<2xf32>
        }) : (tensor<2xf32>) -> !stablehlo.future<tensor<2xf32>>
        """;
    String done =
        "%r = \"stablehlo.async_done\"(%f)"
            + " : (!stablehlo.future<tensor<2xf32>>) -> tensor<2xf32>";
    String text = lowered(start + done);
    assertFalse(text.contains("async"), text);
    assertTrue(text.contains("stablehlo.slice %x [0:2]"), text);
    String held = "%g = stablehlo.optimization_barrier %f : !stablehlo.future<tensor<2xf32>>\n";
    assertEquals(
        "optimization_barrier requires futures of an async_start in sight that only async_done"
            + " takes, got %f: !stablehlo.future<tensor<2xf32>>",
        refusal(start + held + done));
  }

  @Test
  void whatWaitsForTheHostIsRefused() {
    String fault =
        refusal(
            """
            %t = stablehlo.create_token : !stablehlo.token
            %r:2 = "stablehlo.infeed"(%t) : (!stablehlo.token)
              -> (tensor<2xf32>, !stablehlo.token)
            %s = stablehlo.negate %r#0 : tensor<2xf32>
            """
                .replace("%r", "%q")
                .replace("%s", "%r"));
    assertTrue(fault.startsWith("infeed requires another process or a host"), fault);
  }

  @Test
  void groupsHaveToFitTheReplicas() {
    String sum =
        "%r = \"stablehlo.cross-replica-sum\"(%x) <{replica_groups = dense<[[0, 1]]>"
            + " : tensor<1x2xi64>}> : (tensor<2xf32>) -> tensor<2xf32>";
    assertEquals("all_reduce requires groups of all 1 process, got [[0, 1]]", refusal(sum));
    String branch =
        "%r = \"stablehlo.if\"(%p) ({"
            + sum.replace("%r", "%q")
            + " stablehlo.return %q : tensor<2xf32> }, { stablehlo.return %x : tensor<2xf32> })"
            + " : (tensor<i1>) -> tensor<2xf32>";
    String text =
        "func.func @main(%x: tensor<2xf32>, %p: tensor<i1>) -> tensor<2xf32> {\n"
            + branch
            + "\nreturn %r : tensor<2xf32>\n}\n";
    var e =
        assertThrows(
            InvalidOpException.class,
            () -> Lowering.lower(StableHloReader.read(text), Target.of("cpu"), 2));
    assertEquals(
        "all_reduce requires to be in no branch where 2 replicas run, since those that choose"
            + " another one would be waited for, got one in a branch",
        e.getMessage());
  }

  @Test
  void collectivesOfNothingAreRefused() {
    assertEquals(
        "all_reduce requires an operand to be compiled by XLA, got none",
        refusal(
            """
            "stablehlo.all_reduce"() <{replica_groups = dense<0> : tensor<1x1xi64>}> ({
            ^bb0(%a: tensor<f32>, %b: tensor<f32>):
              stablehlo.return %a : tensor<f32>
            }) : () -> ()
            %r = stablehlo.negate %x : tensor<2xf32>
            """));
  }
}
