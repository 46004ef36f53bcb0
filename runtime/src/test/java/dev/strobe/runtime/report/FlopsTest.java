package dev.strobe.runtime.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloReader;
import org.junit.jupiter.api.Test;

class FlopsTest {
  @Test
  void aProductCountsAMultiplicationAndAnAdditionForEachTerm() {
    assertEquals(
        2 * 3 * 5 * 7,
        last(
            """
            func.func @main(%a: tensor<3x7xf32>, %b: tensor<7x5xf32>) -> tensor<3x5xf32> {
              %0 = stablehlo.dot_general %a, %b, contracting_dims = [1] x [0] : (tensor<3x7xf32>, tensor<7x5xf32>) -> tensor<3x5xf32>
              return %0 : tensor<3x5xf32>
            }
            """));
  }

  @Test
  void aConvolutionCountsTheKernelForEachElementOfTheResult() {
    // 6 x 6 places, 4 features out, a kernel of 3 x 3 over 2 features.
    assertEquals(
        2 * 6 * 6 * 4 * 3 * 3 * 2,
        last(
            """
            func.func @main(%a: tensor<1x8x8x2xf32>, %b: tensor<3x3x2x4xf32>) -> tensor<1x6x6x4xf32> {
              %0 = stablehlo.convolution(%a, %b) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x8x8x2xf32>, tensor<3x3x2x4xf32>) -> tensor<1x6x6x4xf32>
              return %0 : tensor<1x6x6x4xf32>
            }
            """));
  }

  @Test
  void aReductionCountsItsBodyForEachElement() {
    assertEquals(
        24,
        last(
            """
            func.func @main(%a: tensor<4x6xf32>, %b: tensor<f32>) -> tensor<4xf32> {
              %0 = stablehlo.reduce(%a init: %b) applies stablehlo.add across dimensions = [1] : (tensor<4x6xf32>, tensor<f32>) -> tensor<4xf32>
              return %0 : tensor<4xf32>
            }
            """));
  }

  @Test
  void aCallCountsWhatItCallsHoweverDeep() {
    assertEquals(
        2 * 8,
        last(
            """
            func.func @main(%a: tensor<8xf32>) -> tensor<8xf32> {
              %0 = func.call @outer(%a) : (tensor<8xf32>) -> tensor<8xf32>
              return %0 : tensor<8xf32>
            }
            func.func private @outer(%a: tensor<8xf32>) -> tensor<8xf32> {
              %0 = func.call @inner(%a) : (tensor<8xf32>) -> tensor<8xf32>
              %1 = stablehlo.negate %0 : tensor<8xf32>
              return %1 : tensor<8xf32>
            }
            func.func private @inner(%a: tensor<8xf32>) -> tensor<8xf32> {
              %0 = stablehlo.tanh %a : tensor<8xf32>
              return %0 : tensor<8xf32>
            }
            """));
  }

  @Test
  void movingElementsCountsNothing() {
    assertEquals(
        0,
        last(
            """
            func.func @main(%a: tensor<4x6xf32>) -> tensor<6x4xf32> {
              %0 = stablehlo.transpose %a, dims = [1, 0] : (tensor<4x6xf32>) -> tensor<6x4xf32>
              return %0 : tensor<6x4xf32>
            }
            """));
  }

  private static long last(String text) {
    Program program = StableHloReader.read(text);
    Node node = program.main().nodes().getLast();
    return Flops.of(program).of(node);
  }
}
