package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Quantising and dequantising by the specification's formulas, worked out by hand.
final class QuantizationTest {
  private static Literal run(String program, Literal... arguments) {
    return Interpreter.run(StableHloReader.read(program), List.of(arguments)).getFirst();
  }

  private static long[] quantized(String element, String storage, float... numbers) {
    String floats = "tensor<" + numbers.length + "xf32>";
    String type = "tensor<" + numbers.length + "x!quant.uniform<" + element + ">>";
    String integers = "tensor<" + numbers.length + "x" + storage + ">";
    String text =
        """
        func.func @main(%%x: %1$s) -> %3$s {
          %%q = stablehlo.uniform_quantize %%x : (%1$s) -> %2$s
          %%r = stablehlo.bitcast_convert %%q : (%2$s) -> %3$s
          return %%r : %3$s
        }
        """
            .formatted(floats, type, integers);
    Literal x = Literal.ofF32(TensorType.of(ElementType.F32, numbers.length), numbers);
    Literal result = run(text, x);
    return IntStream.range(0, numbers.length).mapToLong(result::longAt).toArray();
  }

  private static void assertQuantized(String expected, long[] actual) {
    assertEquals(
        expected, IntStream.range(0, actual.length).mapToObj(i -> actual[i]).toList().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The specification's example, then ties, bounds, and what no bound or integer holds.
        "i8:f32:0, {0.1:-30, 0.5:-20}|i8|4.0 15.0|[10, 10]",
        "i8:f32, 2.0|i8|1.0 3.0 5.0 -1.0 -3.0 2.9|[0, 2, 2, 0, -2, 1]",
        "i8:f32, 1.0:100|i8|27.0 28.0 -228.0 -229.0|[127, 127, -128, -128]",
        "i8<-8:7>:f32, 0.5:-1|i8|3.9 4.5 -100.0|[7, 7, -8]",
        "u4:f32, 0.25:8|ui4|-2.0 -9.0 1.75 99.0|[0, 0, 15, 15]",
        "u16:f32, 1.0|ui16|65534.6 -1.0|[65535, 0]",
        "i32:f32, 1.0|i32|3.0e9 -3.0e9|[2147483647, -2147483648]",
        "u32:f32, 1.0|ui32|5.0e9 -3.0|[4294967295, 0]",
        "i8:f32, 1.0:5|i8|NaN Infinity -Infinity|[0, 127, -128]",
      })
  void quantises(String element, String storage, String numbers, String expected) {
    String[] texts = numbers.split(" ", -1);
    float[] values = new float[texts.length];
    for (int i = 0; i < texts.length; i++) {
      values[i] = Float.parseFloat(texts[i]);
    }
    assertQuantized(expected, quantized(element, storage, values));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i8:f32:0, {0.1:-30, 0.5:-20}|i8|10 10|4.0 15.0",
        // Zero points are taken off without overflow.
        "i8:f32, 1.0:-128|i8|127 -128|255.0 0.0",
        "i32:f64, 1.0:-2147483648|i32|2147483647 -1|4.294967295E9 2.147483647E9",
        "u8:bf16, 0.5:3|ui8|255 0|126.0 -1.5",
      })
  void dequantises(String element, String storage, String integers, String expected) {
    long[] values = List.of(integers.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
    ElementType stored = ElementType.ofText(storage).orElseThrow();
    String expressed = element.replaceAll("[^:]*:([a-z0-9]+).*", "$1");
    String floats = "tensor<2x" + expressed + ">";
    String type = "tensor<2x!quant.uniform<" + element + ">>";
    String text =
        "func.func @main(%%x: %1$s) -> %2$s {\n".formatted(type, floats)
            + "%%r = stablehlo.uniform_dequantize %%x : (%1$s) -> %2$s\n".formatted(type, floats)
            + "return %%r : %1$s }".formatted(floats);
    Literal result = run(text, Literal.ofLongs(TensorType.of(stored, 2), values));
    assertEquals(expected, result.doubleAt(0) + " " + result.doubleAt(1));
  }

  @Test
  void requantisesByWayOfTheExpressedType() {
    String from = "tensor<2x!quant.uniform<i8:f32:0, {0.1:-30,0.5:-20}>>";
    String to = "tensor<2x!quant.uniform<i8:f32:0, {0.1:-20,0.2:-30}>>";
    String text =
        "func.func @main(%%x: %1$s) -> %2$s {\n".formatted(from, to)
            + "%%r = stablehlo.uniform_quantize %%x : (%1$s) -> %2$s\n".formatted(from, to)
            + "return %%r : %1$s }".formatted(to);
    TensorType storage = TensorType.of(ElementType.S8, 2);
    assertEquals(Literal.ofLongs(storage, 20, 45), run(text, Literal.ofLongs(storage, 10, 10)));
  }

  @Test
  void takesScalesOfTheAxisThatHasThem() {
    String type = "tensor<2x2x2x!quant.uniform<i8:f32:1, {1.0:0,2.0:1}>>";
    String text =
        "func.func @main(%%x: %1$s) -> tensor<2x2x2xf32> {\n".formatted(type)
            + "%%r = stablehlo.uniform_dequantize %%x : (%1$s) -> tensor<2x2x2xf32>\n"
                .formatted(type)
            + "return %r : tensor<2x2x2xf32> }";
    Literal x = Literal.ofLongs(TensorType.of(ElementType.S8, 2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
    assertEquals(
        Literal.ofF32(TensorType.of(ElementType.F32, 2, 2, 2), 1, 2, 4, 6, 5, 6, 12, 14),
        run(text, x));
  }
}
