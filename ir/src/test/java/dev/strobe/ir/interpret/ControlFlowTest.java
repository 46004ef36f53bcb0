package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Loops and branches whose results are worked out by hand.
final class ControlFlowTest {
  private static final TensorType COUNT = TensorType.of(ElementType.S64);

  private static List<Literal> run(GraphBuilder b, List<Value> results, Literal... arguments) {
    results.forEach(result -> b.result("", result));
    return Interpreter.run(b.build(), List.of(arguments));
  }

  private static Literal count(long value) {
    return Literal.scalar(ElementType.S64, value);
  }

  /// Adds up 1 to n and counts.
  private static List<Literal> sumUpTo(long n) {
    GraphBuilder b = new GraphBuilder("sum");
    Value limit = b.input("n", COUNT);
    Value zero = b.constant(ElementType.S64, 0);
    Value one = b.constant(ElementType.S64, 1);
    List<Value> results =
        b.whileLoop(
            List.of(zero, zero),
            state -> b.compare(state.get(0), limit, CompareOp.Direction.LT),
            state -> {
              Value next = b.add(state.get(0), one);
              return List.of(next, b.add(state.get(1), next));
            });
    return run(b, results, count(n));
  }

  @Test
  void repeatsABodyUntilTheConditionFails() {
    assertEquals(List.of(count(10), count(55)), sumUpTo(10));
  }

  @Test
  void neverRunsABodyWhoseConditionFailsAtOnce() {
    assertEquals(List.of(count(0), count(0)), sumUpTo(0));
  }

  @Test
  void replacesAllOfALoopsStateAtOnce() {
    GraphBuilder b = new GraphBuilder("fibonacci");
    Value zero = b.constant(ElementType.S64, 0);
    Value one = b.constant(ElementType.S64, 1);
    Value hundred = b.constant(ElementType.S64, 100);
    List<Value> results =
        b.whileLoop(
            List.of(zero, one),
            state -> b.compare(state.get(1), hundred, CompareOp.Direction.LE),
            state -> List.of(state.get(1), b.add(state.get(0), state.get(1))));
    assertEquals(List.of(count(89), count(144)), run(b, results));
  }

  @Test
  void runsLoopsInsideLoopsAnewEachTime() {
    GraphBuilder b = new GraphBuilder("triangle");
    Value zero = b.constant(ElementType.S64, 0);
    Value one = b.constant(ElementType.S64, 1);
    Value four = b.constant(ElementType.S64, 4);
    List<Value> results =
        b.whileLoop(
            List.of(zero, zero),
            outer -> b.compare(outer.get(0), four, CompareOp.Direction.LT),
            outer -> {
              List<Value> inner =
                  b.whileLoop(
                      List.of(zero, outer.get(1)),
                      state -> b.compare(state.get(0), outer.get(0), CompareOp.Direction.LT),
                      state -> List.of(b.add(state.get(0), one), b.add(state.get(1), one)));
              return List.of(b.add(outer.get(0), one), inner.get(1));
            });
    // 0 + 1 + 2 + 3 turns of the inner loop.
    assertEquals(List.of(count(4), count(6)), run(b, results));
  }

  @Test
  void carriesTensorsOfAnyShapeThroughALoop() {
    GraphBuilder b = new GraphBuilder("doubling");
    Value x = b.input("x", TensorType.of(ElementType.F32, 3));
    Value limit = b.constant(ElementType.F32, 20);
    List<Value> results =
        b.whileLoop(
            List.of(x),
            state -> b.compare(b.reduceSum(state.get(0), 0), limit, CompareOp.Direction.LT),
            state -> List.of(b.add(state.get(0), state.get(0))));
    Literal start = Literal.ofF32(TensorType.of(ElementType.F32, 3), 1, -2, 3);
    // The sums are 2, 4, 8, 16, 32.
    assertArrayEquals(new float[] {16, -32, 48}, run(b, results, start).getFirst().toF32());
  }

  /// The quotient where the divisor is not zero, else the dividend twice.
  private static List<Literal> quotient(long dividend, long divisor) {
    GraphBuilder b = new GraphBuilder("quotient");
    Value x = b.input("x", COUNT);
    Value y = b.input("y", COUNT);
    Value zero = b.constant(ElementType.S64, 0);
    List<Value> results =
        b.ifElse(
            b.compare(y, zero, CompareOp.Direction.NE),
            () -> List.of(b.divide(x, y), y),
            () -> List.of(x, x));
    return run(b, results, count(dividend), count(divisor));
  }

  @Test
  void takesTheBranchThatThePredicateNames() {
    assertEquals(List.of(count(5), count(3)), quotient(17, 3));
    assertEquals(List.of(count(17), count(17)), quotient(17, 0));
  }

  @Test
  void doesNotRunTheOtherBranch() {
    GraphBuilder b = new GraphBuilder("lazy");
    Value pred = b.input("pred", TensorType.of(ElementType.PRED));
    Value seven = b.constant(ElementType.S64, 7);
    // The interpreter refuses a remainder of complex numbers when it comes to one.
    Value z = b.splat(TensorType.of(ElementType.C64), 1);
    List<Value> results =
        b.ifElse(
            pred,
            () -> List.of(seven),
            () -> {
              Value rest = b.binary(BinaryOp.Kind.REMAINDER, z, z);
              return List.of(b.convert(b.unary(UnaryOp.Kind.ABS, rest), ElementType.S64));
            });
    results.forEach(result -> b.result("", result));
    Graph graph = b.build();
    Literal yes = Literal.scalar(ElementType.PRED, 1);
    Literal no = Literal.scalar(ElementType.PRED, 0);
    assertEquals(List.of(count(7)), Interpreter.run(graph, List.of(yes)));
    assertThrows(UnsupportedOperationException.class, () -> Interpreter.run(graph, List.of(no)));
  }

  @Test
  void takesTheBranchOfANumberAndTheLastOneForAnyOther() {
    GraphBuilder b = new GraphBuilder("numbers");
    Value index = b.input("index", TensorType.of(ElementType.S32));
    Value ten = b.constant(ElementType.S64, 10);
    Value two = b.constant(ElementType.S64, 2);
    List<Value> results =
        b.switchCase(
            index,
            List.of(
                () -> List.of(b.add(ten, two)),
                () -> List.of(b.subtract(ten, two)),
                () -> List.of(b.multiply(ten, two))));
    b.result("chosen", results.getFirst());
    Graph graph = b.build();
    long[][] expected = {
      {0, 12}, {1, 8}, {2, 20}, {3, 20}, {-1, 20}, {Integer.MIN_VALUE, 20}, {Integer.MAX_VALUE, 20}
    };
    for (long[] pair : expected) {
      List<Literal> arguments = List.of(Literal.scalar(ElementType.S32, pair[0]));
      assertEquals(List.of(count(pair[1])), Interpreter.run(graph, arguments));
    }
  }
}
