package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ops on quantised elements give the same integers on the plugin as in the interpreter, for every
/// integer of eight bits.
///
/// In these texts `Q` has scale 0.1 and zero point 3, `R` scale 0.07 and zero point -5; `%x` and
/// `%y` are 16x16 of them.
final class QuantizedOnPluginTest {
  private static final TensorType SQUARE = TensorType.of(ElementType.S8, 16, 16);

  private static Device device;

  @BeforeAll
  static void open() {
    device = Device.open(TestModels.file("cpu-plugin"));
  }

  @AfterAll
  static void close() {
    device.close();
  }

  private static void assertAgrees(String result, String body) {
    String text =
        "func.func @main(%x: tensor<16x16xQ>, %y: tensor<16x16xR>) -> RESULT {\n"
            + body
            + "\n  return %r : RESULT\n}";
    Program program =
        StableHloReader.read(
            text.replace("RESULT", result)
                .replace("xQ>", "x!quant.uniform<i8:f32, 0.1:3>>")
                .replace("<Q>", "<!quant.uniform<i8:f32, 0.1:3>>")
                .replace("xR>", "x!quant.uniform<i8:f32, 0.07:-5>>")
                .replace("<R>", "<!quant.uniform<i8:f32, 0.07:-5>>"));
    List<Literal> arguments = List.of(integers(37, 11), integers(91, 5));
    assertEquals(
        Interpreter.run(program, arguments), new OnPlugin(device).run(program, arguments), text);
  }

  /// All integers of eight bits in some order.
  private static Literal integers(int factor, int first) {
    long[] values = new long[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * (long) factor + first;
    }
    return Literal.ofLongs(SQUARE, values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abs",
        "cbrt",
        "ceil",
        "cosine",
        "exponential",
        "exponential_minus_one",
        "floor",
        "log",
        "log_plus_one",
        "logistic",
        "negate",
        "round_nearest_afz",
        "round_nearest_even",
        "rsqrt",
        "sign",
        "sine",
        "sqrt",
        "tan",
        "tanh"
      })
  void functionsOfOneTensor(String op) {
    assertAgrees(
        "tensor<16x16xR>", "%r = stablehlo." + op + " %x : (tensor<16x16xQ>) -> tensor<16x16xR>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add",
        "atan2",
        "divide",
        "maximum",
        "minimum",
        "multiply",
        "power",
        "remainder",
        "subtract"
      })
  void functionsOfTwoTensors(String op) {
    assertAgrees(
        "tensor<16x16xR>",
        "%r = stablehlo." + op + " %x, %y : (tensor<16x16xQ>, tensor<16x16xR>) -> tensor<16x16xR>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "maximum", "minimum", "multiply"})
  void foldsByShortBodies(String op) {
    assertAgrees(
        "tensor<16xQ>",
        "%z = stablehlo.constant dense<5> : tensor<Q>\n%r = stablehlo.reduce(%x init: %z) applies"
            + " stablehlo."
            + op
            + " across dimensions = [1] : (tensor<16x16xQ>, tensor<Q>) -> tensor<16xQ>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        %z = stablehlo.constant dense<3> : tensor<Q>
        %r = "stablehlo.reduce_window"(%x, %z) ({
        ^bb0(%a: tensor<Q>, %b: tensor<Q>):
          %s = stablehlo.add %a, %b : tensor<Q>
          stablehlo.return %s : tensor<Q>
        }) {window_dimensions = array<i64: 1, 2>, padding = dense<[[0, 0], [1, 0]]> : tensor<2x2xi64>}
            : (tensor<16x16xQ>, tensor<Q>) -> tensor<16x16xQ>\
        """,
        """
        %z = stablehlo.constant dense<5> : tensor<Q>
        %u = stablehlo.slice %x [0:8, 4:12] : (tensor<16x16xQ>) -> tensor<8x8xQ>
        %r = "stablehlo.select_and_scatter"(%x, %u, %z) ({
        ^bb0(%a: tensor<Q>, %b: tensor<Q>):
          %s = stablehlo.compare GE, %a, %b : (tensor<Q>, tensor<Q>) -> tensor<i1>
          stablehlo.return %s : tensor<i1>
        }, {
        ^bb0(%a: tensor<Q>, %b: tensor<Q>):
          %s = stablehlo.add %a, %b : tensor<Q>
          stablehlo.return %s : tensor<Q>
        }) {window_dimensions = array<i64: 2, 2>, window_strides = array<i64: 2, 2>}
            : (tensor<16x16xQ>, tensor<8x8xQ>, tensor<Q>) -> tensor<16x16xQ>\
        """,
        """
        %u = stablehlo.slice %y [2:4, 0:16] : (tensor<16x16xR>) -> tensor<2x16xR>
        %at = stablehlo.constant dense<[[3], [3]]> : tensor<2x1xi32>
        %r = "stablehlo.scatter"(%x, %at, %u) ({
        ^bb0(%a: tensor<Q>, %b: tensor<Q>):
          %s = stablehlo.add %a, %b : tensor<Q>
          stablehlo.return %s : tensor<Q>
        }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [1],
            inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>}
            : (tensor<16x16xQ>, tensor<2x1xi32>, tensor<2x16xR>) -> tensor<16x16xQ>\
        """,
        """
        %r, %other = "stablehlo.sort"(%x, %y) ({
        ^bb0(%a: tensor<Q>, %b: tensor<Q>, %c: tensor<R>, %d: tensor<R>):
          %s = stablehlo.compare LT, %c, %d : (tensor<R>, tensor<R>) -> tensor<i1>
          stablehlo.return %s : tensor<i1>
        }) {dimension = 1 : i64, is_stable = true}
            : (tensor<16x16xQ>, tensor<16x16xR>) -> (tensor<16x16xQ>, tensor<16x16xR>)\
        """,
        """
        %r = "stablehlo.map"(%x, %y) ({
        ^bb0(%a: tensor<Q>, %b: tensor<R>):
          %s = stablehlo.multiply %a, %b : (tensor<Q>, tensor<R>) -> tensor<Q>
          stablehlo.return %s : tensor<Q>
        }) {dimensions = array<i64: 0, 1>} : (tensor<16x16xQ>, tensor<16x16xR>) -> tensor<16x16xQ>\
        """,
        """
        %p = stablehlo.compare LT, %x, %y : (tensor<16x16xQ>, tensor<16x16xR>) -> tensor<16x16xi1>
        %s = stablehlo.select %p, %x, %y
            : (tensor<16x16xi1>, tensor<16x16xQ>, tensor<16x16xR>) -> tensor<16x16xR>
        %r = stablehlo.clamp %y, %x, %s
            : (tensor<16x16xR>, tensor<16x16xQ>, tensor<16x16xR>) -> tensor<16x16xQ>\
        """
      })
  void bodiesAndChoices(String body) {
    assertAgrees("tensor<16x16xQ>", body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f16", "bf16", "f64"})
  void otherExpressedTypes(String expressed) {
    String type = "tensor<16x16x!quant.uniform<i8:" + expressed + ", 0.013:77>>";
    String wide = "tensor<16x16x!quant.uniform<i16:" + expressed + ", 0.0017:-3>>";
    String words = "tensor<16x16xi16>";
    assertAgrees(
        words,
        """
        %%s = stablehlo.bitcast_convert %%x : (tensor<16x16xQ>) -> %1$s
        %%w = stablehlo.uniform_quantize %%s : (%1$s) -> %2$s
        %%r = stablehlo.bitcast_convert %%w : (%2$s) -> %3$s\
        """
            .formatted(type, wide, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"i8:f32, 0.1:3", "u8<5:250>:f32, 0.1:7", "i32:f32, 0.1", "u16:f16, 0.5"})
  void whatIsNoNumberOrTooLarge(String element) {
    String floats = "tensor<5x" + element.replaceAll(".*:(f[0-9]+),.*", "$1") + ">";
    String type = "tensor<5x!quant.uniform<" + element + ">>";
    assertAgrees(
        type,
        """
        %%z = stablehlo.constant dense<[0.0, 1.0, -1.0, -0.0, 3.0e4]> : %1$s
        %%l = stablehlo.constant dense<0.0> : %1$s
        %%f = stablehlo.divide %%z, %%l : %1$s
        %%r = stablehlo.uniform_quantize %%f : (%1$s) -> %2$s\
        """
            .formatted(floats, type));
  }
}
