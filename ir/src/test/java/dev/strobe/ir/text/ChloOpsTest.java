package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The ops of the `chlo` dialect that are not functions of floats, as JAX and MLIR write them.
final class ChloOpsTest {
  @Test
  void topKKeepsTheOrderOfEqualElements() {
    computes(
        """
        %x = stablehlo.constant dense<[[1.0, 3.0, 3.0, 2.0], [0.0, 0.0, -1.0, 0.0]]> : tensor<2x4xf32>
        %r0, %r1 = chlo.top_k(%x, k = 3) : tensor<2x4xf32> -> (tensor<2x3xf32>, tensor<2x3xi32>)
        """,
        "dense<[[3.0, 3.0, 2.0], [0.0, 0.0, 0.0]]> : tensor<2x3xf32>",
        "dense<[[1, 2, 3], [0, 1, 3]]> : tensor<2x3xi32>");
  }

  @Test
  void topKHasNaNAboveInfinityAndZeroAboveItsNegative() {
    computes(
        """
        %x = stablehlo.constant dense<[-0.0, 0x7F800000, 0.0, 0x7FC00000]> : tensor<4xf32>
        %y, %r0 = chlo.top_k(%x, k = 4, is_stable = true) : tensor<4xf32> -> (tensor<4xf32>, tensor<4xi32>)
        """,
        "dense<[3, 1, 2, 0]> : tensor<4xi32>");
  }

  @Test
  void topKOfUnsignedIntegersInTheGenericForm() {
    computes(
        """
        %x = stablehlo.constant dense<[1, 255, 128]> : tensor<3xui8>
        %r0, %r1 = "chlo.top_k"(%x) <{k = 2 : i64}> : (tensor<3xui8>) -> (tensor<2xui8>, tensor<2xi32>)
        """,
        "dense<[255, 128]> : tensor<2xui8>", "dense<[1, 2]> : tensor<2xi32>");
  }

  @Test
  void topKRefusesMoreThanThereAre() {
    refuses(
        "%r:2 = \"chlo.top_k\"(%x) {k = 3 : i64} : (tensor<2xf32>) -> (tensor<3xf32>,"
            + " tensor<3xi32>)",
        "chlo.top_k requires 0 <= k <= the size of the last axis, got 3 and tensor<2xf32>");
  }

  @Test
  void infinitiesAreToldApart() {
    computes(
        """
        %x = stablehlo.constant dense<[0x7F80, 0xFF80, 0x7FC0, 1.0]> : tensor<4xbf16>
        %r0 = chlo.is_inf %x : tensor<4xbf16> -> tensor<4xi1>
        %r1 = chlo.is_neg_inf %x : tensor<4xbf16> -> tensor<4xi1>
        %r2 = chlo.is_pos_inf %x : tensor<4xbf16> -> tensor<4xi1>
        """,
        "dense<[true, true, false, false]> : tensor<4xi1>",
        "dense<[false, true, false, false]> : tensor<4xi1>",
        "dense<[true, false, false, false]> : tensor<4xi1>");
  }

  @Test
  void theKernelOfArcsIsARootAndALogarithm() {
    // For i, the distances from 1 and -1 are sqrt(2) both: sqrt(2 - 0), log(sqrt(2) + 1).
    computes(
        """
        %x = stablehlo.constant dense<(0.0, 1.0)> : tensor<complex<f32>>
        %r0 = chlo._asin_acos_kernel %x : tensor<complex<f32>> -> tensor<complex<f32>>
        """,
        "dense<(1.41421354, 0.881373584)> : tensor<complex<f32>>");
  }

  @Test
  void broadcastsAsNumPyDoes() {
    computes(
        """
        %x = stablehlo.constant dense<[[1], [2]]> : tensor<2x1xi32>
        %y = stablehlo.constant dense<[10, 20, 30]> : tensor<3xi32>
        %r0 = chlo.broadcast_add %x, %y : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
        %r1 = chlo.broadcast_subtract %y, %x : (tensor<3xi32>, tensor<2x1xi32>) -> tensor<2x3xi32>
        """,
        "dense<[[11, 21, 31], [12, 22, 32]]> : tensor<2x3xi32>",
        "dense<[[9, 19, 29], [8, 18, 28]]> : tensor<2x3xi32>");
  }

  @Test
  void broadcastsAlongNamedAxes() {
    computes(
        """
        %x = stablehlo.constant dense<[1, 2]> : tensor<2xi32>
        %y = stablehlo.constant dense<[[10, 20, 30], [40, 50, 60]]> : tensor<2x3xi32>
        %r0 = chlo.broadcast_multiply %x, %y {broadcast_dimensions = array<i64: 0>}
            : (tensor<2xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
        """,
        "dense<[[10, 20, 30], [80, 100, 120]]> : tensor<2x3xi32>");
  }

  @Test
  void broadcastsComparisonsChoicesAndComplexNumbers() {
    computes(
        """
        %x = stablehlo.constant dense<[1.0, 2.0]> : tensor<2xf32>
        %y = stablehlo.constant dense<1.5> : tensor<f32>
        %r0 = chlo.broadcast_compare %x, %y {comparison_direction = #chlo<comparison_direction LT>}
            : (tensor<2xf32>, tensor<f32>) -> tensor<2xi1>
        %r1 = chlo.broadcast_select %r0, %x, %y : (tensor<2xi1>, tensor<2xf32>, tensor<f32>) -> tensor<2xf32>
        %r2 = chlo.broadcast_complex %x, %y : (tensor<2xf32>, tensor<f32>) -> tensor<2xcomplex<f32>>
        %r3 = chlo.broadcast_next_after %y, %x : (tensor<f32>, tensor<2xf32>) -> tensor<2xf32>
        """,
        "dense<[true, false]> : tensor<2xi1>",
        "dense<[1.0, 1.5]> : tensor<2xf32>",
        "dense<[(1.0, 1.5), (2.0, 1.5)]> : tensor<2xcomplex<f32>>",
        "dense<[0x3FBFFFFF, 0x3FC00001]> : tensor<2xf32>");
  }

  @Test
  void broadcastingRefusesSizesThatDiffer() {
    refuses(
        "%r = chlo.broadcast_add %x, %y : (tensor<2xf32>, tensor<3xf32>) -> tensor<3xf32>",
        "broadcasting requires sizes of axis 0 that are equal or 1, got 2 and 3");
  }

  @Test
  void constantsAreTheirValue() {
    computes(
        """
        %x = stablehlo.constant dense<[1.0, 2.0]> : tensor<2xf32>
        %r0 = chlo.constant dense<[7, 8]> : tensor<2xi32>
        %r1 = "chlo.constant_like"(%x) <{value = 2.5 : f32}> : (tensor<2xf32>) -> tensor<2xf32>
        """,
        "dense<[7, 8]> : tensor<2xi32>", "dense<2.5> : tensor<2xf32>");
  }

  @Test
  void theHighHalfOfProducts() {
    computes(
        """
        %a = stablehlo.constant dense<[-128, 127, -1, 100]> : tensor<4xi8>
        %b = stablehlo.constant dense<[-128, 127, 1, -100]> : tensor<4xi8>
        %r0 = chlo.mulhi %a, %b : tensor<4xi8>, tensor<4xi8> -> tensor<4xi8>
        %c = stablehlo.constant dense<[9223372036854775807, -9223372036854775808, -1, 5000000000]> : tensor<4xi64>
        %d = stablehlo.constant dense<[9223372036854775807, -9223372036854775808, 1, -9000000000]> : tensor<4xi64>
        %r1 = chlo.mulhi %c, %d : tensor<4xi64>, tensor<4xi64> -> tensor<4xi64>
        %e = stablehlo.constant dense<[18446744073709551615, 4294967296]> : tensor<2xui64>
        %r2 = chlo.mulhi %e, %e : tensor<2xui64>, tensor<2xui64> -> tensor<2xui64>
        """,
        "dense<[64, 63, -1, -40]> : tensor<4xi8>",
        "dense<[4611686018427387903, 4611686018427387904, -1, -3]> : tensor<4xi64>",
        "dense<[18446744073709551614, 1]> : tensor<2xui64>");
  }

  @Test
  void raggedRowsMeetTheMatrixOfTheirGroup() {
    computes(
        """
        %x = stablehlo.constant dense<[[1, 2], [3, 4], [5, 6]]> : tensor<3x2xi32>
        %y = stablehlo.constant dense<[[[1, 0], [0, 1]], [[0, 10], [10, 0]]]> : tensor<2x2x2xi32>
        %g = stablehlo.constant dense<[1, 2]> : tensor<2xi32>
        %r0 = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<
            lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [1],
            lhs_ragged_dimensions = [0], rhs_group_dimensions = [0]>,
            precision_config = [#chlo<precision DEFAULT>, #chlo<precision DEFAULT>]}
            : (tensor<3x2xi32>, tensor<2x2x2xi32>, tensor<2xi32>) -> tensor<3x2xi32>
        """,
        "dense<[[1, 2], [40, 30], [60, 50]]> : tensor<3x2xi32>");
  }

  @Test
  void raggedSumsHaveAResultForEachGroup() {
    computes(
        """
        %x = stablehlo.constant dense<[[1, 2, 3]]> : tensor<1x3xi32>
        %y = stablehlo.constant dense<[[1], [10], [100]]> : tensor<3x1xi32>
        %g = stablehlo.constant dense<[2, 1]> : tensor<2xi32>
        %r0 = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<
            lhs_batching_dimensions = [], rhs_batching_dimensions = [],
            lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0],
            lhs_ragged_dimensions = [1], rhs_group_dimensions = []>}
            : (tensor<1x3xi32>, tensor<3x1xi32>, tensor<2xi32>) -> tensor<2x1x1xi32>
        """,
        "dense<[[[21]], [[300]]]> : tensor<2x1x1xi32>");
  }

  @Test
  void raggedBatchesAreZeroBehindTheLastGroup() {
    computes(
        """
        %x = stablehlo.constant dense<[[[1]], [[2]], [[3]]]> : tensor<3x1x1xi32>
        %y = stablehlo.constant dense<[[[5]], [[6]], [[7]]]> : tensor<3x1x1xi32>
        %g = stablehlo.constant dense<[1, 1]> : tensor<2xi32>
        %r0 = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<
            lhs_batching_dimensions = [0], rhs_batching_dimensions = [0],
            lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1],
            lhs_ragged_dimensions = [0], rhs_group_dimensions = []>}
            : (tensor<3x1x1xi32>, tensor<3x1x1xi32>, tensor<2xi32>) -> tensor<3x1x1xi32>
        """,
        "dense<[[[5]], [[12]], [[0]]]> : tensor<3x1x1xi32>");
  }

  @Test
  void raggedRowsOfABatchHaveSizesOfTheirOwn() {
    computes(
        """
        %x = stablehlo.constant dense<[[[1], [2]], [[3], [4]]]> : tensor<2x2x1xi32>
        %y = stablehlo.constant dense<[[[[1]], [[1]]], [[[10]], [[100]]]]> : tensor<2x2x1x1xi32>
        %g = stablehlo.constant dense<[[1, 1], [0, 2]]> : tensor<2x2xi32>
        %r0 = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<
            lhs_batching_dimensions = [0], rhs_batching_dimensions = [1],
            lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [2],
            lhs_ragged_dimensions = [1], rhs_group_dimensions = [0]>}
            : (tensor<2x2x1xi32>, tensor<2x2x1x1xi32>, tensor<2x2xi32>) -> tensor<2x2x1xi32>
        """,
        "dense<[[[1], [20]], [[300], [400]]]> : tensor<2x2x1xi32>");
  }

  @Test
  void scansForward() {
    computes(
        """
        %x = stablehlo.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
        %z = stablehlo.constant dense<[100, 200]> : tensor<2xi32>
        %r0, %r1 = chlo.scan(%x) inits (%z) dimension=1 attributes {is_associative = true} {
        ^bb0(%input: tensor<2xi32>, %carry: tensor<2xi32>):
          %sum = stablehlo.add %input, %carry : tensor<2xi32>
          stablehlo.return %input, %sum : tensor<2xi32>, tensor<2xi32>
        } : (tensor<2x3xi32>, tensor<2xi32>) -> (tensor<2x3xi32>, tensor<2xi32>)
        """,
        "dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>", "dense<[106, 215]> : tensor<2xi32>");
  }

  @Test
  void scansBackwardInTheGenericForm() {
    computes(
        """
        %x = stablehlo.constant dense<[1, 2, 3]> : tensor<3xi32>
        %z = stablehlo.constant dense<10> : tensor<i32>
        %r0, %r1 = "chlo.scan"(%x, %z) <{dimension = 0 : i64, is_reverse = true,
            operandSegmentSizes = array<i32: 1, 1>, resultSegmentSizes = array<i32: 1, 1>}> ({
        ^bb0(%input: tensor<i32>, %carry: tensor<i32>):
          %sum = stablehlo.add %input, %carry : tensor<i32>
          stablehlo.return %sum, %sum : tensor<i32>, tensor<i32>
        }) : (tensor<3xi32>, tensor<i32>) -> (tensor<3xi32>, tensor<i32>)
        """,
        "dense<[16, 15, 13]> : tensor<3xi32>", "dense<16> : tensor<i32>");
  }

  @Test
  void whatIsSaidOfAnOpIsSaidOfTheNodeOfItsResult() {
    Program program =
        StableHloReader.read(
            """
            func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
              %y = chlo.conj %x {mine = 1 : i64} : tensor<2xf32> -> tensor<2xf32> loc("here")
              %z = chlo.square %y : tensor<2xf32> -> tensor<2xf32>
              return %z : tensor<2xf32>
            }
            """);
    Verifier.requireValid(program);
    Node copy = program.functions().getFirst().nodes().getFirst();
    assertEquals("y", copy.result().name());
    assertEquals("here", copy.location().toString());
    assertEquals("{mine=1 : i64}", copy.attributes().toString());
  }

  @Test
  void readsBackAsTheSameProgram() {
    String text =
        """
        func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
          %y = chlo.erf %x : tensor<2xf32> -> tensor<2xf32>
          return %y : tensor<2xf32>
        }
        """;
    String written = StableHloWriter.write(StableHloReader.read(text), StableHloWriter.Style.FULL);
    assertTrue(!written.contains("chlo"), written);
    assertEquals(
        written, StableHloWriter.write(StableHloReader.read(written), StableHloWriter.Style.FULL));
  }

  @Test
  void refusesOperandsThatAFunctionIsNotDefinedFor() {
    refuses(
        "%r = chlo.polygamma %x, %y : tensor<2xf32>, tensor<3xf32> -> tensor<2xf32>",
        "chlo.polygamma requires two operands of one float type");
    refuses("%r = chlo.unheard_of %x : tensor<2xf32> -> tensor<2xf32>", "'chlo.unheard_of'");
    refuses("%r = chlo.tan %i : tensor<2xi32> -> tensor<2xi32>", "chlo.tan requires floats");
    refuses(
        "%r = chlo.erf %c : tensor<2xcomplex<f32>> -> tensor<2xcomplex<f32>>",
        "chlo.erf requires an operand that it is defined for");
  }

  /// Reads ops that define `%r0`, `%r1`, ..., and holds these to constants.
  private static void computes(String body, String... expected) {
    List<String> values = new ArrayList<>();
    List<String> types = new ArrayList<>();
    StringBuilder constants = new StringBuilder();
    for (int i = 0; i < expected.length; i++) {
      constants.append("%%e%d = stablehlo.constant %s\n".formatted(i, expected[i]));
      String type = expected[i].substring(expected[i].lastIndexOf(" : ") + 3);
      values.addAll(List.of("%r" + i, "%e" + i));
      types.addAll(List.of(type, type));
    }
    String all = String.join(", ", types);
    Program program =
        StableHloReader.read(
            "func.func @main() -> (%s) {\n%s%sreturn %s : %s\n}\n"
                .formatted(all, body, constants, String.join(", ", values), all));
    Verifier.requireValid(program);
    List<Literal> results = Interpreter.run(program, List.of());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          text(results.get(2 * i + 1)), text(results.get(2 * i)), "result " + i + " of\n" + body);
    }
  }

  private static String text(Literal literal) {
    return LiteralText.of(literal);
  }

  private static void refuses(String op, String message) {
    String text =
        """
        func.func @main(%x: tensor<2xf32>, %y: tensor<3xf32>, %i: tensor<2xi32>, %c: tensor<2xcomplex<f32>>) {
        """
            + op
            + "\nreturn\n}\n";
    StableHloParseException refusal =
        assertThrows(StableHloParseException.class, () -> StableHloReader.read(text));
    assertTrue(refusal.toString().contains(message), refusal::toString);
  }
}
