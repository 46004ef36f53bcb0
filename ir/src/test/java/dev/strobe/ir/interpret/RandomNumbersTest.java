package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.NumericBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.RngOp.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The `rng` op: types, ranges and moments of what it draws.
final class RandomNumbersTest {
  private static final int COUNT = 10_000;

  @Test
  void uniformFloatsFillTheirRange() {
    for (ElementType element : List.of(ElementType.F64, ElementType.F32, ElementType.BF16)) {
      double[] drawn = drawn(element, -1, 3, Distribution.UNIFORM);
      assertTrue(Arrays.stream(drawn).allMatch(v -> v >= -1 && v < 3), element.text());
      assertMoments(drawn, 1, 4 / Math.sqrt(12));
    }
  }

  @Test
  void uniformFloatsThatRoundToTheBoundAreDrawnAgain() {
    double[] drawn = drawn(ElementType.F4E2M1FN, 4, 6, Distribution.UNIFORM);
    assertTrue(Arrays.stream(drawn).allMatch(v -> v == 4), Arrays.toString(drawn));
  }

  @Test
  void uniformFloatsMayHaveBoundsWhoseDifferenceOverflows() {
    double[] drawn =
        drawn(ElementType.F64, -Double.MAX_VALUE, Double.MAX_VALUE, Distribution.UNIFORM);
    assertTrue(Arrays.stream(drawn).allMatch(Double::isFinite));
    assertMoments(
        Arrays.stream(drawn).map(v -> v / Double.MAX_VALUE).toArray(), 0, 1 / Math.sqrt(3));
  }

  @Test
  void normalFloatsHaveTheirMeanAndDeviation() {
    for (ElementType element : List.of(ElementType.F64, ElementType.F32, ElementType.F16)) {
      assertMoments(drawn(element, 5, 2, Distribution.NORMAL), 5, 2);
    }
  }

  @Test
  void uniformIntegersTakeEveryValueOfTheirRange() {
    for (ElementType element : List.of(ElementType.S8, ElementType.S32, ElementType.S64)) {
      double[] values =
          Arrays.stream(drawn(element, -2, 3, Distribution.UNIFORM)).sorted().toArray();
      assertEquals(
          List.of(-2.0, -1.0, 0.0, 1.0, 2.0), Arrays.stream(values).distinct().boxed().toList());
    }
    double[] unsigned = drawn(ElementType.U8, 1, 255, Distribution.UNIFORM);
    assertEquals(1, Arrays.stream(unsigned).min().orElseThrow());
    assertEquals(254, Arrays.stream(unsigned).max().orElseThrow());
    assertEquals(0, Arrays.stream(drawn(ElementType.PRED, 0, 1, Distribution.UNIFORM)).sum());
  }

  @Test
  void uniformIntegersMayHaveBoundsWhoseDifferenceOverflows() {
    TensorType type = TensorType.of(ElementType.S64, COUNT);
    TensorType scalar = TensorType.of(ElementType.S64);
    Literal drawn =
        run(
            type,
            Literal.ofLongs(scalar, Long.MIN_VALUE),
            Literal.ofLongs(scalar, Long.MAX_VALUE),
            Distribution.UNIFORM);
    assertMoments(
        IntStream.range(0, COUNT).mapToDouble(i -> drawn.longAt(i) * 0x1p-63).toArray(),
        0,
        1 / Math.sqrt(3));
  }

  @Test
  void everyDrawIsAnotherOneButRunsAgree() {
    GraphBuilder b = new GraphBuilder("two");
    Value zero = b.constant(ElementType.F32, 0);
    Value one = b.constant(ElementType.F32, 1);
    TensorType type = TensorType.of(ElementType.F32, 2, 3);
    for (int i = 0; i < 2; i++) {
      b.result("", new NumericBuilder(b).rng(zero, one, Distribution.UNIFORM, type));
    }
    List<Literal> first = Interpreter.run(b.build(), List.of());
    assertNotEquals(first.get(0), first.get(1));
    assertEquals(first, Interpreter.run(b.build(), List.of()));
  }

  @Test
  void refusesAShapeThatIsNotTheResults() {
    GraphBuilder b = new GraphBuilder("shape");
    Value zero = b.constant(ElementType.F32, 0);
    Value shape = b.constant(Literal.ofLongs(TensorType.of(ElementType.S64, 2), 2, 4));
    TensorType type = TensorType.of(ElementType.F32, 2, 3);
    b.result("", b.emit(new RngOp(zero, zero, shape, Distribution.UNIFORM, type)).getFirst());
    var e = assertThrows(InvalidOpException.class, () -> Interpreter.run(b.build(), List.of()));
    assertTrue(e.toString().contains("rng_c3 requires shape(result) = shape"), e.toString());
  }

  private static double[] drawn(ElementType element, double a, double b, Distribution how) {
    Literal drawn =
        run(
            TensorType.of(element, COUNT / 10, 10),
            Literal.scalar(element, a),
            Literal.scalar(element, b),
            how);
    return IntStream.range(0, COUNT).mapToDouble(drawn::doubleAt).toArray();
  }

  private static Literal run(TensorType type, Literal a, Literal b, Distribution distribution) {
    GraphBuilder builder = new GraphBuilder("rng");
    Value from = builder.constant(a);
    Value to = builder.constant(b);
    builder.result("x", new NumericBuilder(builder).rng(from, to, distribution, type));
    Literal drawn = Interpreter.run(builder.build(), List.of()).getFirst();
    assertEquals(type, drawn.type());
    return drawn;
  }

  /// Mean and deviation within five standard errors, and the rounding of the element type.
  private static void assertMoments(double[] drawn, double mean, double deviation) {
    double actual = Arrays.stream(drawn).average().orElseThrow();
    double variance =
        Arrays.stream(drawn).map(v -> (v - actual) * (v - actual)).average().orElseThrow();
    double error = 5 * deviation / Math.sqrt(COUNT) + deviation * 0x1p-8;
    assertEquals(mean, actual, error);
    assertEquals(deviation, Math.sqrt(variance), error);
  }
}
