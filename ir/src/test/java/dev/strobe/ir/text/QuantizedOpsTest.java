package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.refine.RefineShapes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ops on quantised elements are read as the ops that compute them.
///
/// In these texts `Q` has scale 0.5 and zero point 1, `R` scale 0.25 and none, `W` is `Q` with
/// integers of 16 bits, `H` expresses f16, and `A` has a scale for each slice of axis 0.
final class QuantizedOpsTest {
  private static final TensorType VECTOR = TensorType.of(ElementType.S8, 4);

  private static final ImmutableMap<String, String> ELEMENTS =
      ImmutableMap.of(
          "Q", "i8:f32, 0.5:1",
          "R", "i8:f32, 0.25",
          "W", "i16:f32, 0.5:1",
          "H", "i8:f16, 0.5:1",
          "A", "i8:f32:0, {0.5:1,0.25}");

  private static String whole(String text) {
    String whole = text;
    for (Map.Entry<String, String> each : ELEMENTS.entrySet()) {
      String alone = "(?<![A-Z])" + each.getKey() + "(?![A-Z])";
      whole = whole.replaceAll(alone, "!quant.uniform<" + each.getValue() + ">");
    }
    return whole;
  }

  private static Program read(String text) {
    Program program = StableHloReader.read(whole(text));
    assertEquals(List.of(), Verifier.verify(program));
    return program;
  }

  /// The ops of a body, by name.
  private static String ops(String text) {
    return String.join(
        " ", read(text).main().nodes().stream().map(node -> node.op().name()).toList());
  }

  private static Literal run(String text, long... x) {
    TensorType type = TensorType.of(ElementType.S8, x.length);
    return Interpreter.run(read(text), List.of(Literal.ofLongs(type, x))).getFirst();
  }

  @Test
  void computesOnWhatTheIntegersStandFor() {
    String text =
        """
        func.func @main(%x: tensor<4xQ>) -> tensor<4xR> {
          %r = stablehlo.add %x, %x : (tensor<4xQ>, tensor<4xQ>) -> tensor<4xR> loc("here")
          return %r : tensor<4xR>
        }
        """;
    assertEquals("uniform_dequantize uniform_dequantize add uniform_quantize", ops(text));
    assertTrue(
        read(text).main().nodes().stream()
            .allMatch(node -> node.location().toString().equals("here")));
    // (i - 1) * 0.5 * 2 / 0.25, bounded.
    assertEquals(Literal.ofLongs(VECTOR, 0, 4, -8, 127), run(text, 1, 2, -1, 100));
  }

  @Test
  void movesTheIntegersThemselves() {
    String text =
        """
        func.func @main(%x: tensor<4xQ>) -> tensor<4xQ> {
          %r = "stablehlo.reverse"(%x) <{dimensions = array<i64: 0>}> : (tensor<4xQ>) -> tensor<4xQ>
          return %r : tensor<4xQ>
        }
        """;
    assertEquals("bitcast_convert reverse bitcast_convert", ops(text));
    assertEquals(Literal.ofLongs(VECTOR, 4, 3, 2, 1), run(text, 1, 2, 3, 4));
  }

  @Test
  void comparesFloatsWhateverTheTextSays() {
    String text =
        """
        func.func @main(%x: tensor<4xQ>) -> tensor<4xi1> {
          %z = stablehlo.constant dense<8> : tensor<4xR>
          %r = stablehlo.compare LT, %x, %z, TOTALORDER : (tensor<4xQ>, tensor<4xR>) -> tensor<4xi1>
          return %r : tensor<4xi1>
        }
        """;
    // (i - 1) * 0.5 < 8 * 0.25
    assertEquals(
        Literal.ofPred(TensorType.of(ElementType.PRED, 4), true, true, false, false),
        run(text, -9, 4, 5, 6));
  }

  @Test
  void bodiesTakeQuantisedElements() {
    String text =
        """
        func.func @main(%x: tensor<4xQ>) -> tensor<Q> {
          %z = stablehlo.constant dense<1> : tensor<Q>
          %r = stablehlo.reduce(%x init: %z) applies stablehlo.add across dimensions = [0]
              : (tensor<4xQ>, tensor<Q>) -> tensor<Q>
          return %r : tensor<Q>
        }
        """;
    // The sum of (i - 1) * 0.5 is 4.5, of which the bound is not reached.
    assertEquals(Literal.ofLongs(TensorType.of(ElementType.S8), 10), run(text, 3, 5, 2, 3));
  }

  @Test
  void operandsAreQuantisedAnewForWiderBodies() {
    String text =
        """
        func.func @main(%x: tensor<4xQ>) -> tensor<W> {
          %z = stablehlo.constant dense<1> : tensor<Q>
          %r = "stablehlo.reduce"(%x, %z) <{dimensions = array<i64: 0>}> ({
          ^bb0(%a: tensor<W>, %b: tensor<W>):
            %s = stablehlo.add %a, %b : tensor<W>
            stablehlo.return %s : tensor<W>
          }) : (tensor<4xQ>, tensor<Q>) -> tensor<W>
          return %r : tensor<W>
        }
        """;
    assertEquals(
        Literal.ofLongs(TensorType.of(ElementType.S16), 397), run(text, 100, 100, 100, 100));
  }

  @Test
  void productsOfFloatsTakeQuantisedWeights() {
    String text =
        """
        func.func @main(%w: tensor<4xR>) -> tensor<f32> {
          %x = stablehlo.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
          %r = stablehlo.dot_general %x, %w, contracting_dims = [0] x [0]
              : (tensor<4xf32>, tensor<4xR>) -> tensor<f32>
          return %r : tensor<f32>
        }
        """;
    assertEquals("constant uniform_dequantize dot_general", ops(text));
    assertEquals(Literal.scalar(ElementType.F32, -2.5), run(text, 4, -1, 0, -3));
  }

  @Test
  void iotasCountInWhatTheyExpress() {
    String text =
        """
        func.func @main() -> tensor<4xR> {
          %r = stablehlo.iota dim = 0 : tensor<4xR>
          return %r : tensor<4xR>
        }
        """;
    assertEquals(
        ImmutableList.of(Literal.ofLongs(VECTOR, 0, 4, 8, 12)),
        Interpreter.run(read(text), List.of()));
  }

  @Test
  void axesOfScalesMoveWithTheAxes() {
    String text =
        """
        func.func @main(%x: tensor<2x3xA>) -> tensor<3x2xB> {
          %t = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xA>) -> tensor<3x2xB>
          return %t : tensor<3x2xB>
        }
        """;
    String moved = text.replace("B", "!quant.uniform<i8:f32:1, {0.5:1,0.25}>");
    assertEquals("bitcast_convert transpose bitcast_convert", ops(moved));
    refuses(
        text.replace("B", "!quant.uniform<i8:f32:1, {0.25,0.5:1}>"),
        "transpose_c1 requires the operand's scales and zero points");
  }

  @Test
  void unknownSizesFollowFromTheIntegers() {
    Program program =
        read(
            """
            func.func @main(%x: tensor<?xQ>) -> tensor<?xR> {
              %r = stablehlo.negate %x : (tensor<?xQ>) -> tensor<?xR>
              return %r : tensor<?xR>
            }
            """);
    List<Literal> arguments = List.of(Literal.ofLongs(VECTOR, 1, 2, 3, 4));
    Program refined = RefineShapes.refineFor(program, arguments);
    assertEquals(whole("tensor<4xR>"), refined.main().resultTypes().getFirst().text());
    assertEquals(
        List.of(Literal.ofLongs(VECTOR, 0, -2, -4, -6)), Interpreter.run(refined, arguments));
  }

  private static void refuses(String text, String message) {
    var e = assertThrows(StableHloParseException.class, () -> StableHloReader.read(whole(text)));
    assertTrue(e.toString().contains(whole(message)), e.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add %q, %f : (tensor<2x2xQ>, tensor<2x2xf32>) -> tensor<2x2xQ>|quantised operands of"
            + " stablehlo.add, got %f",
        "add %q, %q : (tensor<2x2xQ>, tensor<2x2xQ>) -> tensor<2x2xf32>|quantised results of"
            + " stablehlo.add, got tensor<2x2xf32>",
        "add %q, %w : (tensor<2x2xQ>, tensor<2x2xW>) -> tensor<2x2xQ>|one storage and expressed"
            + " type of stablehlo.add, got Q and W",
        "add %q, %h : (tensor<2x2xQ>, tensor<2x2xH>) -> tensor<2x2xQ>|one storage and expressed"
            + " type of stablehlo.add, got Q and H",
        "add %a, %a : (tensor<2x2xA>, tensor<2x2xA>) -> tensor<2x2xQ>|add_c5 requires a result"
            + " quantised by axis if and only if an operand is",
        "abs %a : (tensor<2x2xA>) -> tensor<2x2xA>|one scale for all of a tensor of stablehlo.abs,"
            + " got tensor<2x2xA>",
        "abs %q : (tensor<2x2xQ>) -> tensor<2x3xQ>|results of stablehlo.abs of [tensor<2x2xf32>],"
            + " got [tensor<2x3xf32>]",
        "is_finite %q : (tensor<2x2xQ>) -> tensor<2x2xQ>|results without quantisation of"
            + " stablehlo.is_finite",
        "convert %q : (tensor<2x2xQ>) -> tensor<2x2xf32>|operand requires a tensor of numbers, got"
            + " %q: tensor<2x2xQ>; dequantise it first",
        "convert %f : (tensor<2x2xf32>) -> tensor<2x2xQ>|a tensor of numbers as result of"
            + " stablehlo.convert, got tensor<2x2xQ>",
        "uniform_quantize %f : (tensor<2x2xf32>) -> tensor<2x2xH>|uniform_quantize_c2 requires",
        "uniform_quantize %f : (tensor<2x2xf32>) -> tensor<2x2xi8>|a result of quantised elements,"
            + " got tensor<2x2xi8>",
        "uniform_dequantize %q : (tensor<2x2xQ>) -> tensor<2x2xf16>|results of types"
            + " [tensor<2x2xf32>]",
        "constant() {value = dense<1> : tensor<2xi16>} : () -> tensor<2xQ>|results of"
            + " stablehlo.constant of [tensor<2xi16>], got [tensor<2xi8>]",
        "concatenate %q, %r, dim = 0 : (tensor<2x2xQ>, tensor<2x2xR>) -> tensor<4x2xQ>|operand 1 of"
            + " stablehlo.concatenate with [Q], got tensor<2x2xR>",
        "reverse %q, dims = [0] : (tensor<2x2xQ>) -> tensor<2x2xR>|results of stablehlo.reverse"
            + " [Q], got [R]",
        "pad %q, %i, low = [0, 0], high = [0, 0], interior = [0, 0] : (tensor<2x2xQ>, tensor<i8>)"
            + " -> tensor<2x2xQ>|operand 1 of stablehlo.pad with [Q], got tensor<i8>",
        "transpose %a, dims = [1, 0] : (tensor<2x2xA>) -> tensor<2x2xA>|transpose_c4 requires a"
            + " result quantised by the axis that the operand's becomes",
        "transpose %q, dims = [1, 0] : (tensor<2x2xQ>) -> tensor<2x2xA>|transpose_c1 requires a"
            + " result of the operand's elements",
        "reshape %a : (tensor<2x2xA>) -> tensor<2x2x!quant.uniform<i8:f32:1,"
            + " {0.5:1,0.25}>>|reshape_c3 requires a quantization dimension of one size",
        "broadcast_in_dim %q, dims = [0, 1] : (tensor<2x2xQ>) -> tensor<2x2xR>|broadcast_in_dim_c1"
            + " requires the operand's scales",
        "broadcast_in_dim %a, dims = [1, 2] : (tensor<2x2xA>) ->"
            + " tensor<2x2x2xA>|broadcast_in_dim_c6 requires a result quantised by the axis",
        "dot_general %q, %f, contracting_dims = [1] x [0] : (tensor<2x2xQ>, tensor<2x2xf32>) ->"
            + " tensor<2x2xQ>|quantised operands of stablehlo.dot_general, got %f",
        "dot_general %f, %r, contracting_dims = [1] x [0] : (tensor<2x2xf32>, tensor<2x2xR>) ->"
            + " tensor<2x2xQ>|results without quantisation of stablehlo.dot_general",
        "dot_general %r, %q, contracting_dims = [1] x [0] : (tensor<2x2xR>, tensor<2x2xQ>) ->"
            + " tensor<2x2xQ>|dot_general_c15 requires zero points of rhs that are 0",
        "dot_general %q, %c, contracting_dims = [1] x [0] : (tensor<2x2xQ>,"
            + " tensor<2x2x!quant.uniform<i8:f32:0, {0.5,0.25}>>) -> tensor<2x2xQ>|dot_general_c16"
            + " requires a quantization dimension of rhs that is not contracted",
        "dot_general %w, %r, contracting_dims = [1] x [0] : (tensor<2x2xW>, tensor<2x2xR>) ->"
            + " tensor<2x2xW>|dot_general_c17 requires one storage type of lhs and rhs",
        "dot_general %q, %r, contracting_dims = [1] x [0] : (tensor<2x2xQ>, tensor<2x2xR>) ->"
            + " tensor<2x2xA>|dot_general_c19 requires a result that is quantised by axis only if"
            + " rhs is",
      })
  void refusesTypesThatDoNotAgree(String op, String message) {
    refuses(
        """
        func.func @main(%q: tensor<2x2xQ>, %r: tensor<2x2xR>, %w: tensor<2x2xW>, %h: tensor<2x2xH>,
            %a: tensor<2x2xA>, %c: tensor<2x2x!quant.uniform<i8:f32:0, {0.5,0.25}>>,
            %f: tensor<2x2xf32>, %i: tensor<i8>) {
          %y = stablehlo.\
        """
            + op
            + "\n  return\n}",
        message);
  }

  @Test
  void refusesBodiesOfOtherElements() {
    String text =
        """
        func.func @main(%x: tensor<4xQ>) {
          %r = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
          ^bb0(%a: tensor<R>, %b: tensor<R>):
            %s = stablehlo.compare LT, %a, %b : (tensor<R>, tensor<R>) -> tensor<i1>
            stablehlo.return %s : tensor<i1>
          }) : (tensor<4xQ>) -> tensor<4xQ>
          return
        }
        """;
    refuses(text, "a body of stablehlo.sort from [Q, Q], got [R, R]");
  }
}
