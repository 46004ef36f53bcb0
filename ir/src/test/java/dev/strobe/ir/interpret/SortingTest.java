package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sorts whose results are worked out by hand.
final class SortingTest {
  /// Sorts by the first input.
  private static List<Literal> sort(
      long dimension, CompareOp.Direction direction, Literal... inputs) {
    GraphBuilder b = new GraphBuilder("sort");
    List<Value> x = new ArrayList<>();
    for (Literal input : inputs) {
      x.add(b.input("x" + x.size(), input.type()));
    }
    List<Value> results =
        new ScalarBodies(b).sort(x, dimension, s -> b.compare(s.get(0), s.get(1), direction));
    results.forEach(result -> b.result("", result));
    return Interpreter.run(b.build(), List.of(inputs));
  }

  private static Literal matrix(long rows, long columns, float... values) {
    return Literal.ofF32(TensorType.of(ElementType.F32, rows, columns), values);
  }

  private static Literal vector(float... values) {
    return Literal.ofF32(TensorType.of(ElementType.F32, values.length), values);
  }

  @Test
  void agreesWithTheSpecificationsExample() {
    Literal keys = matrix(2, 3, 1, 2, 3, 3, 2, 1);
    Literal values = matrix(2, 3, 3, 2, 1, 1, 2, 3);
    List<Literal> sorted = sort(0, CompareOp.Direction.GT, keys, values);
    assertEquals(matrix(2, 3, 3, 2, 3, 1, 2, 1), sorted.get(0));
    assertEquals(matrix(2, 3, 1, 2, 1, 3, 2, 3), sorted.get(1));
  }

  @Test
  void countsNegativeDimensionsFromTheLastAxis() {
    Literal keys = matrix(2, 3, 3, 1, 2, -5, 7, -6);
    Literal byRow = matrix(2, 3, 1, 2, 3, -6, -5, 7);
    assertEquals(List.of(byRow), sort(-1, CompareOp.Direction.LT, keys));
    assertEquals(List.of(byRow), sort(1, CompareOp.Direction.LT, keys));
    Literal byColumn = matrix(2, 3, -5, 1, -6, 3, 7, 2);
    assertEquals(List.of(byColumn), sort(-2, CompareOp.Direction.LT, keys));
  }

  @Test
  void keepsTheOrderOfEquals() {
    Literal keys = vector(2, 1, 2, 1, 0, 2, 1);
    Literal places = vector(0, 1, 2, 3, 4, 5, 6);
    List<Literal> up = sort(0, CompareOp.Direction.LT, keys, places);
    assertEquals(List.of(vector(0, 1, 1, 1, 2, 2, 2), vector(4, 1, 3, 6, 0, 2, 5)), up);
    List<Literal> down = sort(0, CompareOp.Direction.GT, keys, places);
    assertEquals(List.of(vector(2, 2, 2, 1, 1, 1, 0), vector(0, 2, 5, 1, 3, 6, 4)), down);
  }

  @Test
  void sortsByWhatTheComparatorComputes() {
    GraphBuilder b = new GraphBuilder("distance");
    Value x = b.input("x", TensorType.of(ElementType.F32, 5));
    Value five = b.constant(ElementType.F32, 5);
    List<Value> sorted =
        new ScalarBodies(b)
            .sort(
                List.of(x),
                0,
                s -> {
                  Value left = b.subtract(s.get(0), five);
                  Value right = b.subtract(s.get(1), five);
                  Value near = b.multiply(left, left);
                  return b.compare(near, b.multiply(right, right), CompareOp.Direction.LT);
                });
    b.result("sorted", sorted.getFirst());
    List<Literal> arguments = List.of(vector(1, 4, 5.5f, 9.5f, 7));
    // Distances from 5: 4, 1, 0.5, 4.5, 2.
    assertArrayEquals(
        new float[] {5.5f, 4, 7, 1, 9.5f},
        Interpreter.run(b.build(), arguments).getFirst().toF32());
  }

  @Test
  void losesNothingWhereNanIsNotInOrder() {
    Literal keys = vector(3, Float.NaN, 1, Float.NaN, 2);
    float[] sorted = sort(0, CompareOp.Direction.LT, keys).getFirst().toF32();
    Arrays.sort(sorted);
    assertArrayEquals(new float[] {1, 2, 3, Float.NaN, Float.NaN}, sorted);
  }

  @Test
  void leavesEmptyAndSingleLinesAlone() {
    Literal empty = matrix(0, 3);
    assertEquals(List.of(empty), sort(0, CompareOp.Direction.LT, empty));
    assertEquals(List.of(empty), sort(1, CompareOp.Direction.LT, empty));
    Literal column = matrix(3, 1, 3, 1, 2);
    assertEquals(List.of(column), sort(1, CompareOp.Direction.LT, column));
  }
}
