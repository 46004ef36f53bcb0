package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The `map` op on numbers worked out by hand.
final class MapTest {
  private static final TensorType SQUARE = TensorType.of(ElementType.F32, 2, 2);

  @Test
  void agreesWithTheSpecificationsExample() {
    GraphBuilder b = new GraphBuilder("product");
    List<Value> x = List.of(b.input("x", SQUARE), b.input("y", SQUARE));
    b.result("xy", new ScalarBodies(b).map(x, s -> b.multiply(s.get(0), s.get(1))));
    Literal left = Literal.ofF32(SQUARE, 0, 1, 2, 3);
    Literal right = Literal.ofF32(SQUARE, 4, 5, 6, 7);
    assertEquals(
        List.of(Literal.ofF32(SQUARE, 0, 5, 12, 21)),
        Interpreter.run(b.build(), List.of(left, right)));
  }

  @Test
  void mayUseOuterValuesAndChangeTheElementType() {
    GraphBuilder b = new GraphBuilder("above");
    Value x = b.input("x", TensorType.of(ElementType.F32, 3));
    Value limit = b.input("limit", TensorType.of(ElementType.F32));
    Value above =
        new ScalarBodies(b)
            .map(
                List.of(x),
                s -> {
                  Value greater = b.compare(s.getFirst(), limit, CompareOp.Direction.GT);
                  return b.convert(greater, ElementType.S32);
                });
    b.result("above", b.reduceSum(above, 0));
    List<Literal> arguments =
        List.of(
            Literal.ofF32(TensorType.of(ElementType.F32, 3), 1, 5, 3),
            Literal.scalar(ElementType.F32, 2));
    assertEquals(
        List.of(Literal.scalar(ElementType.S32, 2)), Interpreter.run(b.build(), arguments));
  }

  @Test
  void takesScalarsAndEmptyTensors() {
    GraphBuilder b = new GraphBuilder("borders");
    Value one = b.constant(ElementType.F32, 1);
    Value none = b.splat(TensorType.of(ElementType.F32, 0, 2), 1);
    ScalarBodies bodies = new ScalarBodies(b);
    b.result("scalar", bodies.map(List.of(one), s -> b.add(s.getFirst(), s.getFirst())));
    b.result("empty", bodies.map(List.of(none), s -> b.negate(s.getFirst())));
    assertEquals(
        List.of(
            Literal.scalar(ElementType.F32, 2),
            Literal.ofF32(TensorType.of(ElementType.F32, 0, 2))),
        Interpreter.run(b.build(), List.of()));
  }
}
