package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class QuantizedProductTest {
  private static final DotGeneralOp.Dimensions LAST_AXES =
      new DotGeneralOp.Dimensions(
          ImmutableLongArray.of(),
          ImmutableLongArray.of(),
          ImmutableLongArray.of(1),
          ImmutableLongArray.of(1));

  /// The product in f32 of rows with integers and their scales.
  private static float[] product(float[] x, int rows, float[] codes, float[] scales) {
    int width = x.length / rows;
    int out = scales.length;
    GraphBuilder b = new GraphBuilder("main");
    Value left = b.input("x", TensorType.of(ElementType.F32, rows, width));
    Value weight = b.input("w", TensorType.of(ElementType.S8, out, width));
    Value scale = b.input("s", TensorType.of(ElementType.F32, out));
    QuantizedProduct product = new QuantizedProduct(b, LAST_AXES);
    b.result("y", product.of(product.digits(left), weight, scale));
    long[] integers = new long[codes.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = (long) codes[i];
    }
    Literal y =
        Interpreter.run(
                b.build(),
                List.of(
                    Literal.ofF32(left.tensor(), x),
                    Literal.ofLongs(weight.tensor(), integers),
                    Literal.ofF32(scale.tensor(), scales)))
            .getFirst();
    float[] values = new float[rows * out];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) y.doubleAt(i);
    }
    return values;
  }

  @Test
  void roundsTheSecondDigitToNearest() {
    // The largest magnitude is 127, so that a unit of the second digit is 1/254.
    float unit = 1 / 254f;
    float[] x = {-127, 0.5f, 2.5f, 63.4f, 1 + 0.4f * unit, 1 + 1.6f * unit};
    float[] want = {-127, 0.5f, 2.5f, 63 + 102 * unit, 1, 1 + 2 * unit};
    for (int i = 0; i < x.length; i++) {
      float[] one = new float[x.length];
      one[i] = 1;
      float got = product(x, 1, one, new float[] {2})[0];
      assertEquals(2 * want[i], got, 4 * Math.ulp(want[i]), "element " + i);
    }
  }

  @Test
  void aRowOfZerosIsZeroAndChangesNoOther() {
    float[] y = product(new float[] {0, 0, 127, -3}, 2, new float[] {5, 7}, new float[] {1});
    assertArrayEquals(new float[] {0, 127 * 5 - 3 * 7}, y);
  }

  /// Each element of a row is at most half a unit off: of a scale for the weight, of 1/254 of one
  /// for the activations.
  @Test
  void isAsFarFromTheExactProductAsRoundingAllows() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int width = 1 + random.nextInt(64);
      int out = 1 + random.nextInt(5);
      float[] x = numbers(random, 2 * width);
      float[] w = numbers(random, out * width);
      float[] scales = EightBits.scales(w, out);
      float[] y = product(x, 2, EightBits.codes(w, out), scales);
      float[] rowScales = EightBits.scales(x, 2);
      for (int i = 0; i < y.length; i++) {
        double exact = 0;
        double bound = 0;
        double half = rowScales[i / out] / 254 / 2;
        double weightHalf = scales[i % out] / 2;
        for (int k = 0; k < width; k++) {
          double left = x[i / out * width + k];
          double right = w[i % out * width + k];
          exact += left * right;
          bound += Math.abs(left) * weightHalf + Math.abs(right) * half + half * weightHalf;
        }
        double apart = Math.abs(exact - y[i]);
        assertTrue(apart <= bound * 1.001, "seed " + seed + ": " + apart + " > " + bound);
      }
    }
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
