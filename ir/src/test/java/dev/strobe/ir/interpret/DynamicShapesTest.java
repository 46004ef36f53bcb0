package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Ops that are told shapes by values, whose results are worked out by hand.
final class DynamicShapesTest {
  /// Runs one op on `%x`, which counts from 0, and constants `%a`, `%b` and `%c`.
  private static Literal run(String x, String result, String op, String... constants) {
    StringBuilder text = new StringBuilder("func.func @main() -> " + result + " {\n");
    text.append("%n = stablehlo.iota dim = 0 : tensor<6xi64>\n");
    text.append("%x = stablehlo.reshape %n : (tensor<6xi64>) -> ").append(x).append("\n");
    text.append("%zero = stablehlo.constant dense<-1> : tensor<i64>\n");
    for (int i = 0; i < constants.length; i++) {
      char name = (char) ('a' + i);
      text.append("%" + name + " = stablehlo.constant dense<" + constants[i] + ">\n");
    }
    text.append("%r = ").append(op).append(" -> ").append(result);
    text.append("\nreturn %r : ").append(result).append("\n}");
    return Interpreter.run(StableHloReader.read(text.toString()), List.of()).getFirst();
  }

  private static void assertElements(Literal literal, long... expected) {
    long count = literal.type().elementCount();
    List<Long> actual = LongStream.range(0, count).map(literal::longAt).boxed().toList();
    assertEquals(LongStream.of(expected).boxed().toList(), actual);
  }

  private static void assertRefused(String expected, Runnable run) {
    var e = assertThrows(InvalidOpException.class, run::run);
    assertTrue(e.toString().endsWith(expected), e.toString());
  }

  @Test
  void reshapesKeepTheOrder() {
    String op = "stablehlo.dynamic_reshape %x, %a : (tensor<2x3xi64>, tensor<2xi32>)";
    String sizes = "[3, 2]> : tensor<2xi32";
    assertElements(run("tensor<2x3xi64>", "tensor<3x2xi64>", op, sizes), 0, 1, 2, 3, 4, 5);
    assertRefused(
        "dynamic_reshape requires shape operands that give tensor<2x3xi64>, got [[3, 2]] and"
            + " tensor<3x2xi64>",
        () -> run("tensor<2x3xi64>", "tensor<2x3xi64>", op, sizes));
    assertRefused(
        "dynamic_reshape of [[4, 2]]: reshape_c2 requires size(operand) = size(result), got"
            + " tensor<2x3xi64> and tensor<4x2xi64>",
        () -> run("tensor<2x3xi64>", "tensor<3x2xi64>", op, "[4, 2]> : tensor<2xi32"));
  }

  @Test
  void broadcastsRepeatAxesOfSizeOneAndNewOnes() {
    String op =
        "stablehlo.dynamic_broadcast_in_dim %x, %a, dims = [2, 0] : (tensor<1x6xi64>,"
            + " tensor<3xi64>)";
    Literal result = run("tensor<1x6xi64>", "tensor<6x1x2xi64>", op, "[6, 1, 2]> : tensor<3xi64");
    assertElements(result, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
    assertRefused(
        "shape operands that give tensor<6x1x2xi64>, got [[6, 1, 3]] and tensor<6x1x3xi64>",
        () -> run("tensor<1x6xi64>", "tensor<6x1x2xi64>", op, "[6, 1, 3]> : tensor<3xi64"));
  }

  @Test
  void iotasCountAlongTheirAxis() {
    String op = "stablehlo.dynamic_iota %a, dim = 1 : (tensor<2xi64>)";
    assertElements(
        run("tensor<6xi64>", "tensor<2x3xi16>", op, "[2, 3]> : tensor<2xi64"), 0, 1, 2, 0, 1, 2);
    assertRefused(
        "dynamic_iota requires shape operands that give tensor<2x3xi16>, got [[2, 4]] and"
            + " tensor<2x4xi16>",
        () -> run("tensor<6xi64>", "tensor<2x3xi16>", op, "[2, 4]> : tensor<2xi64"));
  }

  @Test
  void paddingsGoAroundAndBetween() {
    String op =
        "stablehlo.dynamic_pad %x, %zero, %a, %b, %c : (tensor<2x3xi64>, tensor<i64>,"
            + " tensor<2xi64>, tensor<2xi64>, tensor<2xi64>)";
    String low = "[0, -1]> : tensor<2xi64";
    String high = "[1, 0]> : tensor<2xi64";
    String interior = "[0, 1]> : tensor<2xi64";
    Literal result = run("tensor<2x3xi64>", "tensor<3x4xi64>", op, low, high, interior);
    assertElements(result, -1, 1, -1, 2, -1, 4, -1, 5, -1, -1, -1, -1);
    assertRefused(
        "got [[0, -1], [1, 0], [0, 1]] and tensor<3x4xi64>",
        () -> run("tensor<2x3xi64>", "tensor<3x5xi64>", op, low, high, interior));
    assertRefused(
        "pad_c3 requires 0 <= interior_padding, got [-1, -1]",
        () -> run("tensor<2x3xi64>", "tensor<3x4xi64>", op, low, high, "-1> : tensor<2xi64"));
  }

  /// The example of the specification.
  @Test
  void convolutionsPadAsComputed() {
    String text =
        """
        func.func @main() -> tensor<1x2x2x1xi64> {
          %lhs = stablehlo.constant dense<[[[[1], [2], [5], [6]], [[3], [4], [7], [8]],
            [[10], [11], [14], [15]], [[12], [13], [16], [17]]]]> : tensor<1x4x4x1xi64>
          %rhs = stablehlo.constant dense<1> : tensor<3x3x1x1xi64>
          %padding = stablehlo.constant dense<1> : tensor<2x2xi64>
          %result = "stablehlo.dynamic_conv"(%lhs, %rhs, %padding) {
            window_strides = array<i64: 4, 4>,
            lhs_dilation = array<i64: 2, 2>,
            dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>,
            feature_group_count = 1 : i64,
            batch_group_count = 1 : i64
          } : (tensor<1x4x4x1xi64>, tensor<3x3x1x1xi64>, tensor<2x2xi64>) -> tensor<1x2x2x1xi64>
          return %result : tensor<1x2x2x1xi64>
        }
        """;
    assertElements(run(text), 1, 5, 10, 14);
    // Other padding at each edge: windows see other elements, or there is another number of them.
    String shifted =
        text.replace("dense<1> : tensor<2x2xi64>", "dense<[[0, 2], [-1, 3]]> : tensor<2x2xi64>");
    assertElements(run(shifted), 6, 14, 24, 32);
    assertRefused(
        "dynamic_conv requires shape operands that give tensor<1x2x2x1xi64>, got [[5, 1, 1, 1]] and"
            + " tensor<1x3x2x1xi64>",
        () ->
            run(
                text.replace(
                    "dense<1> : tensor<2x2xi64>", "dense<[[5, 1], [1, 1]]> : tensor<2x2xi64>")));
  }

  private static Literal run(String program) {
    return Interpreter.run(StableHloReader.read(program), List.of()).getFirst();
  }

  @Test
  void slicesTakeComputedSteps() {
    String op =
        "stablehlo.real_dynamic_slice %x, %a, %b, %c : (tensor<2x3xi64>, tensor<2xi32>,"
            + " tensor<2xi32>, tensor<2xi32>)";
    String starts = "[1, 0]> : tensor<2xi32";
    String limits = "[2, 3]> : tensor<2xi32";
    String strides = "[1, 2]> : tensor<2xi32";
    assertElements(run("tensor<2x3xi64>", "tensor<1x2xi64>", op, starts, limits, strides), 3, 5);
    assertRefused(
        "real_dynamic_slice requires shape operands that give tensor<1x3xi64>, got [[1, 0], [2,"
            + " 3], [1, 2]] and tensor<1x2xi64>",
        () -> run("tensor<2x3xi64>", "tensor<1x3xi64>", op, starts, limits, strides));
  }

  @Test
  void gathersTakeSlicesOfComputedSizes() {
    String op =
        """
        "stablehlo.dynamic_gather"(%x, %a, %b) {dimension_numbers = #stablehlo.gather<
          offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0, 1],
          index_vector_dim = 1>} : (tensor<2x3xi64>, tensor<2x2xi32>, tensor<2xi32>)\
        """;
    String starts = "[[1, 0], [0, 2]]> : tensor<2x2xi32";
    String sizes = "[1, 2]> : tensor<2xi32";
    // The second start is moved so that two elements lie behind it.
    assertElements(run("tensor<2x3xi64>", "tensor<2x2xi64>", op, starts, sizes), 3, 4, 1, 2);
    assertRefused(
        "shape operands that give tensor<2x3xi64>, got [[1, 2]] and tensor<2x2xi64>",
        () -> run("tensor<2x3xi64>", "tensor<2x3xi64>", op, starts, sizes));
    assertRefused(
        "gather_c9 requires slice_sizes <= 1 on collapsed axes, got [2, 2]",
        () -> run("tensor<2x3xi64>", "tensor<2x2xi64>", op, starts, "2> : tensor<2xi32"));
  }

  @Test
  void sizesOfAxesAreReadAndSet() {
    assertElements(
        run(
            "tensor<2x3xi64>",
            "tensor<i32>",
            "stablehlo.get_dimension_size %x, dim = 1 : (tensor<2x3xi64>)"),
        3);
    String set = "stablehlo.set_dimension_size %x, %a, dim = 1 : (tensor<2x3xi64>, tensor<i32>)";
    assertElements(run("tensor<2x3xi64>", "tensor<2x2xi64>", set, "2> : tensor<i32"), 0, 1, 3, 4);
    assertRefused(
        "set_dimension_size requires shape operands that give tensor<2x3xi64>, got [[2]] and"
            + " tensor<2x2xi64>",
        () -> run("tensor<2x3xi64>", "tensor<2x3xi64>", set, "2> : tensor<i32"));
  }
}
