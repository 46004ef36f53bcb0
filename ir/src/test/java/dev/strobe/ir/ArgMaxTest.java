package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CompareOp.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArgMaxTest {
  private static final float NAN = Float.NaN;
  private static final float LOW = Float.NEGATIVE_INFINITY;

  private static int[] indices(Comparison comparison, float... values) {
    TensorType type = TensorType.of(ElementType.F32, values.length / 3, 3);
    GraphBuilder b = new GraphBuilder("main");
    b.result("i", new ArgMax(b, comparison).of(b.input("x", type)).getLast());
    return Interpreter.run(b.build(), List.of(Literal.ofF32(type, values))).getFirst().toS32();
  }

  @Test
  void takesTheFirstOfEqualNumbers() {
    for (Comparison comparison : List.of(Comparison.FLOAT, Comparison.TOTALORDER)) {
      int[] found = indices(comparison, 1, 3, 2, 5, 5, 4, 1, 7, 7, LOW, LOW, LOW);
      assertArrayEquals(new int[] {1, 0, 1, 0}, found);
    }
  }

  @Test
  void ordersZerosAndNaNAsTheComparisonDoes() {
    assertArrayEquals(new int[] {0}, indices(Comparison.FLOAT, -0f, 0f, -1));
    assertArrayEquals(
        new int[] {1, 2, 1},
        indices(Comparison.TOTALORDER, -0f, 0f, -1, 1, 2, NAN, Float.intBitsToFloat(-1), LOW, LOW));
  }
}
