package dev.strobe.ir.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.text.StableHloReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot become static is refused in one sentence that names the op.
final class RefineShapesErrorsTest {
  private static final TensorType THREE = TensorType.of(ElementType.F32, 3);

  private static void assertRefused(String message, TensorType x, String... body) {
    String text =
        "func.func @main(%x: tensor<?xf32>, %s: tensor<1xi32>) {\n"
            + String.join("\n", body)
            + "\nreturn\n}";
    List<TensorType> types = List.of(x, TensorType.of(ElementType.S32, 1));
    var program = StableHloReader.read(text);
    var e = assertThrows(InvalidOpException.class, () -> RefineShapes.refine(program, types));
    assertEquals(message, e.getMessage());
  }

  @Test
  void shapesThatDependOnData() {
    assertRefused(
        "dynamic_iota requires shape operands that follow from types and constants, got %s:"
            + " tensor<1xi32>",
        THREE, "%y = stablehlo.dynamic_iota %s, dim = 0 : (tensor<1xi32>) -> tensor<?xf32>");
    assertRefused(
        "dynamic_pad requires shape operands that follow from types and constants, got %s:"
            + " tensor<1xi32> at layers.3/pad",
        THREE,
        "%c = stablehlo.constant dense<0> : tensor<1xi32>",
        "%z = stablehlo.constant dense<0.0> : tensor<f32>",
        "%y = stablehlo.dynamic_pad %x, %z, %c, %s, %c : (tensor<?xf32>, tensor<f32>,"
            + " tensor<1xi32>, tensor<1xi32>, tensor<1xi32>) -> tensor<4xf32>"
            + " loc(\"layers.3/pad\")");
    assertRefused(
        "real_dynamic_slice requires shape operands that follow from types and constants, got"
            + " %s: tensor<1xi32>",
        THREE,
        "%c = stablehlo.constant dense<2> : tensor<1xi32>",
        "%y = stablehlo.real_dynamic_slice %x, %s, %s, %c : (tensor<?xf32>, tensor<1xi32>,"
            + " tensor<1xi32>, tensor<1xi32>) -> tensor<2xf32>");
  }

  @Test
  void shapesThatDoNotAgree() {
    assertRefused(
        "dynamic_reshape of [[4]]: reshape_c2 requires size(operand) = size(result), got"
            + " tensor<3xf32> and tensor<4xf32>",
        THREE,
        "%c = stablehlo.constant dense<4> : tensor<1xi32>",
        "%y = stablehlo.dynamic_reshape %x, %c : (tensor<?xf32>, tensor<1xi32>) -> tensor<?xf32>");
    assertRefused(
        "abs requires a result of type tensor<2xf32>, got tensor<3xf32>",
        THREE,
        "%y = stablehlo.abs %x : (tensor<?xf32>) -> tensor<2xf32>");
    assertRefused(
        "add_c1 requires operands of one type, got tensor<3xf32> and tensor<2xf32>",
        THREE,
        "%c = stablehlo.constant dense<1.0> : tensor<2xf32>",
        "%y = stablehlo.add %x, %c : (tensor<?xf32>, tensor<2xf32>) -> tensor<2xf32>");
  }

  @Test
  void argumentsThatDoNotFit() {
    assertRefused(
        "refine-shapes requires arguments of types [tensor<?xf32>, tensor<1xi32>], got"
            + " [tensor<3xf64>, tensor<1xi32>]",
        THREE.withElement(ElementType.F64));
    assertRefused(
        "refine-shapes requires static types of the arguments of @main, got [tensor<?xf32>,"
            + " tensor<1xi32>]",
        TensorType.of(ElementType.F32, TensorType.DYNAMIC));
  }
}
