package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.QuantizedElement.Bounds;
import dev.strobe.ir.QuantizedElement.Scaling;
import dev.strobe.ir.text.StableHloParseException;
import dev.strobe.ir.text.StableHloReader;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantizedTensorTypeTest {
  private static final QuantizedElement WHOLE =
      new QuantizedElement(
          ElementType.S8,
          Bounds.of(ElementType.S8),
          ElementType.F32,
          OptionalInt.empty(),
          ImmutableList.of(new Scaling(0.1, 3)));

  private static final QuantizedElement BY_AXIS =
      WHOLE.withScalings(
          OptionalInt.of(1), ImmutableList.of(new Scaling(0.5, 0), new Scaling(0.25, -1)));

  private static Program read(String type) {
    return StableHloReader.read(
        "func.func @main(%x: " + type + ") -> " + type + " { return %x : " + type + " }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tensor<2x!quant.uniform<i8:f32, 0.1:3>>",
        "tensor<!quant.uniform<i4<-7:7>:bf16, 0.5>>",
        "tensor<?x2x!quant.uniform<u16:f64:1, {1.0E-5:65535,0.25}>>",
        "tensor<3x?x!quant.uniform<i32:f16:1, {0.1,0.2,0.3:-4}>>",
      })
  void spellsItselfAsItIsRead(String text) {
    assertEquals(text, read(text).main().parameterTypes().getFirst().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i8<-128:127>:f32, 1.0|i8:f32, 1.0",
        "i8:f32, 1.0:0|i8:f32, 1.0",
        "ui8<0:255>:f32,1.0|u8:f32, 1.0",
        "i8:f32:0, { 1.0e0 : -1 , 2.5 }|i8:f32:0, {1.0:-1,2.5}",
      })
  void hasOneSpelling(String text, String spelled) {
    String type =
        read("tensor<2x!quant.uniform<" + text + ">>").main().parameterTypes().getFirst().text();
    assertEquals("tensor<2x!quant.uniform<" + spelled + ">>", type);
  }

  @Test
  void readsNamesOfElements() {
    String text =
        "!q = !quant.uniform<i8:f32, 0.1:3>\n"
            + "func.func @main(%x: tensor<2x!q>) -> tensor<2x!q> { return %x : tensor<2x!q> }";
    assertEquals(
        QuantizedTensorType.of(WHOLE, 2),
        StableHloReader.read(text).main().parameterTypes().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i64:f32, 1.0|requires a storage type of integers of at most 32 bits, got i64",
        "f32:f32, 1.0|requires a storage type of integers of at most 32 bits, got f32",
        "i8:i8, 1.0|quantised type requires an expressed float type, got i8",
        "i8<-129:127>:f32, 1.0|quantized_type_c3 requires -128 <= storage_min < storage_max <= 127,"
            + " got -129 and 127",
        "u8<0:256>:f32, 1.0|quantized_type_c3 requires 0 <= storage_min < storage_max <= 255, got 0"
            + " and 256",
        "i8<3:3>:f32, 1.0|quantized_type_c3 requires -128 <= storage_min < storage_max <= 127, got"
            + " 3 and 3",
        "i8:f16, 105504.0|quantized_type_c4 requires scales that f16 has, got 105504.0",
        "i8:f16, 4.960464e-08|quantized_type_c4 requires scales that f16 has, got 4.960464E-8",
        "i8:f32, 0.0|quantized_type_c5 requires scales > 0, got 0.0",
        "i8:f32, -0.1|quantized_type_c5 requires scales > 0, got -0.1",
        "i8:f32, 1.0e999|quantized_type_c6 requires finite scales, got Infinity",
        "i8:f32, 1.0:128|quantized_type_c7 requires zero points from -128 to 127, got 128",
        "i8<-8:7>:f32, 1.0:8|quantized_type_c7 requires zero points from -8 to 7, got 8",
        "i8:f32, {1.0, 2.0}|requires a scale such as 0.1, got '{1.0, 2.0}>>",
        "i8:f32:0, 1.0|requires '{', got '1.0>>",
        "i8:f32:-1, {1.0, 2.0}|quantized_type_c11 requires a quantization dimension >= 0, got -1",
        "i8:f32:1, {1.0, 2.0}|quantized_type_c12 requires a quantization dimension below the rank"
            + " 1, got 1",
        "i8:f32:0, {1.0}|quantized_type_c13 requires a scale for each slice of dimension 0 of [2],"
            + " got 1",
      })
  void refuses(String text, String message) {
    String type = "tensor<2x!quant.uniform<" + text + ">>";
    var e = assertThrows(StableHloParseException.class, () -> read(type));
    assertTrue(e.toString().contains(message), e.toString());
  }

  @Test
  void refusesMoreScalesThanOneForTheWholeTensor() {
    var e =
        assertThrows(
            InvalidOpException.class,
            () -> WHOLE.withScalings(OptionalInt.empty(), BY_AXIS.scalings()));
    assertEquals(
        "quantized_type_c10 requires one scale, where there is no quantization dimension, got 2",
        e.getMessage());
  }

  @Test
  void fitsWhatCouldHaveTheSameSizes() {
    QuantizedTensorType type = QuantizedTensorType.of(BY_AXIS, TensorType.DYNAMIC, 2);
    QuantizedTensorType other = QuantizedTensorType.of(BY_AXIS, 3, TensorType.DYNAMIC);
    assertTrue(type.fits(other));
    assertEquals(QuantizedTensorType.of(BY_AXIS, 3, 2), type.refinedBy(other));
    assertEquals("[?, ?]", type.joinedWith(other).storage().shapeText());
    assertFalse(type.fits(QuantizedTensorType.of(WHOLE, 3, 2)));
    assertFalse(type.fits(type.storage()));
    assertFalse(type.storage().fits(type));
  }

  @Test
  void isIntegersInMemoryAndFloatsInMeaning() {
    QuantizedTensorType type = QuantizedTensorType.of(WHOLE, 2, 3);
    assertEquals("tensor<2x3xi8>", type.storage().text());
    assertEquals("tensor<2x3xf32>", type.expressed().text());
    var e = assertThrows(InvalidOpException.class, () -> new Value(type, "x").tensor());
    assertEquals(
        "operand requires a tensor of numbers, got %x: "
            + "tensor<2x3x!quant.uniform<i8:f32, 0.1:3>>; dequantise it first",
        e.getMessage());
  }
}
