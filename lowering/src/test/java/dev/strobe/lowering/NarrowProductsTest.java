package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.DotGeneralOp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is written for the plugin; speed and memory are measured with the plugin.
final class NarrowProductsTest {
  private static final int WIDTH = 16;
  private static final int OUT = 3;

  private static Value dot(GraphBuilder b, Value lhs, Value rhs, ElementType element) {
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(1));
    return b.emit(new DotGeneralOp(lhs, rhs, dimensions, DotGeneralOp.Precision.HIGHEST, element))
        .getFirst();
  }

  private static Program integers(int rows) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.S8, rows, WIDTH));
    Value w = b.weight("w", TensorType.of(ElementType.S8, OUT, WIDTH));
    b.result("r", dot(b, x, w, ElementType.S32));
    return Program.of(b.build());
  }

  private static Program widened(int rows) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, rows, WIDTH));
    Value w = b.weight("w", TensorType.of(ElementType.BF16, OUT, WIDTH));
    b.result("r", dot(b, x, b.convert(w, ElementType.F32), ElementType.F32));
    return Program.of(b.build());
  }

  private static LoweredProgram lowered(Program program) {
    return Lowering.lower(program, Target.of("cpu"));
  }

  @Test
  void oneRowOfIntegersBecomesTwo() {
    String text = lowered(integers(1)).text();
    assertTrue(text.contains("concatenate %x, %x, dim = 0"), text);
    assertTrue(text.contains("(tensor<2x16xi8>, tensor<3x16xi8>) -> tensor<2x3xi32>"), text);
  }

  @Test
  void twoRowsOfIntegersStayAsTheyAre() {
    String text = lowered(integers(2)).text();
    assertFalse(text.contains("concatenate"), text);
  }

  @Test
  void aWidenedWeightMeetsTheDigitsOfTheRowsInItsOwnType() {
    String text = lowered(widened(2)).text();
    assertTrue(text.contains("(tensor<6x16xbf16>, tensor<3x16xbf16>) -> tensor<6x3xf32>"), text);
    assertFalse(text.contains("(tensor<3x16xbf16>) -> tensor<3x16xf32>"), text);
  }

  @Test
  void aWideningThatIsReadBySomethingElseStays() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 1, WIDTH));
    Value w = b.weight("w", TensorType.of(ElementType.BF16, OUT, WIDTH));
    Value wide = b.convert(w, ElementType.F32);
    b.result("r", dot(b, x, wide, ElementType.F32));
    b.result("sum", b.reduceSum(wide, 0));
    String text = lowered(Program.of(b.build())).text();
    assertTrue(text.contains("(tensor<3x16xbf16>) -> tensor<3x16xf32>"), text);
    assertTrue(text.contains("tensor<3x16xbf16>) -> tensor<3x3xf32>"), text);
  }

  @Test
  void aWideningOfWhatIsNoWeightStays() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 1, WIDTH));
    Value w = b.input("w", TensorType.of(ElementType.BF16, OUT, WIDTH));
    b.result("r", dot(b, x, b.convert(w, ElementType.F32), ElementType.F32));
    assertFalse(lowered(Program.of(b.build())).text().contains("concatenate"));
  }

  @Test
  void aTargetThatDoesNotWidenGetsThePlainSpelling() {
    String text = Lowering.lower(integers(1), Target.of("tpu")).text();
    assertFalse(text.contains("concatenate"), text);
    assertFalse(Lowering.lower(widened(1), Target.of("tpu")).text().contains("concatenate"));
  }

  @Test
  void loweringTwiceIsLoweringOnce() {
    for (Program program : List.of(integers(1), widened(1))) {
      LoweredProgram once = lowered(program);
      assertEquals(once.text(), lowered(once.program()).text());
    }
  }

  @Test
  void integersAreTheSame() {
    Program program = integers(1);
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Literal> arguments =
          program.main().parameters().stream()
              .map(parameter -> literal(parameter.tensor(), random, 0))
              .toList();
      assertEquals(
          Interpreter.run(program, arguments),
          Interpreter.run(lowered(program).program(), arguments));
    }
  }

  /// Digits of f32 are 24 bits, three times those of bf16: only the order of sums is another, over
  /// forty powers of two.
  @Test
  void digitsAddUpToTheSameProduct() {
    for (int rows : new int[] {1, 2, 5}) {
      Program program = widened(rows);
      Program digits = lowered(program).program();
      for (long seed = 0; seed < 50; seed++) {
        Random random = new Random(seed);
        int scale = random.nextInt(40) - 20;
        List<Literal> arguments =
            program.main().parameters().stream()
                .map(parameter -> literal(parameter.tensor(), random, scale))
                .toList();
        Literal want = Interpreter.run(program, arguments).getFirst();
        Literal got = Interpreter.run(digits, arguments).getFirst();
        for (int i = 0; i < rows * OUT; i++) {
          double bound = WIDTH * Math.ulp(1f) * magnitude(arguments, i / OUT, i % OUT);
          assertEquals(want.doubleAt(i), got.doubleAt(i), bound, "seed " + seed);
        }
      }
    }
  }

  /// The sum of the products' magnitudes, in which the rounding of sums is measured.
  private static double magnitude(List<Literal> arguments, int row, int out) {
    double sum = 0;
    for (int k = 0; k < WIDTH; k++) {
      sum +=
          Math.abs(
              arguments.get(0).doubleAt((long) row * WIDTH + k)
                  * arguments.get(1).doubleAt((long) out * WIDTH + k));
    }
    return sum;
  }

  private static Literal literal(TensorType type, Random random, int scale) {
    ByteBuffer bytes = ByteBuffer.allocate((int) type.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < type.elementCount(); i++) {
      double number =
          type.element() == ElementType.S8
              ? random.nextInt(256) - 128
              : Math.scalb(random.nextGaussian(), scale);
      ElementCodec.write(type.element(), bytes, i, number);
    }
    return Literal.ofBytes(type, bytes.array());
  }
}
