package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.PRED;
import static dev.strobe.ir.ElementType.S32;

import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import java.util.List;

/// A program of the ops that choose or repeat bodies.
public final class RegionPrograms {
  private RegionPrograms() {}

  public static Program regions() {
    GraphBuilder b = new GraphBuilder("regions");
    Value x = b.input("x", TensorType.of(F32, 2, 3));
    Value n = b.input("n", TensorType.of(S32));
    loops(b, x, n);
    branches(b, x, n);
    b.result("x", x);
    return Program.of(b.build());
  }

  /// A loop that uses outer values, holds another one, and one that carries nothing.
  private static void loops(GraphBuilder b, Value x, Value n) {
    Value one = b.constant(S32, 1);
    b.whileLoop(
        List.of(n, x),
        state -> b.compare(state.get(0), one, CompareOp.Direction.GT),
        state -> List.of(b.subtract(state.get(0), one), repeated(b, state.get(1), state.get(0))));
    b.whileLoop(List.of(), state -> b.constant(PRED, 0), state -> state);
  }

  /// Branches that use outer values, hold nodes, return what is outside, or return nothing.
  private static void branches(GraphBuilder b, Value x, Value n) {
    Value pred = b.compare(n, b.constant(S32, 3), CompareOp.Direction.EQ);
    b.ifElse(pred, () -> List.of(b.add(x, x), n), () -> List.of(x, b.negate(n)));
    b.ifElse(pred, List::of, List::of);
    b.switchCase(n, List.of(() -> List.of(x), () -> List.of(b.negate(x)), () -> List.of(x)));
    b.switchCase(n, List.of(List::of));
  }

  private static Value repeated(GraphBuilder b, Value x, Value n) {
    Value zero = b.constant(S32, 0);
    return b.whileLoop(
            List.of(n, x),
            state -> b.compare(state.get(0), zero, CompareOp.Direction.NE),
            state -> List.of(b.subtract(state.get(0), n), b.add(state.get(1), x)))
        .get(1);
  }
}
