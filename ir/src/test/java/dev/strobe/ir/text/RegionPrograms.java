package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.PRED;
import static dev.strobe.ir.ElementType.S32;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.SortOp;
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
    sorts(b, x);
    maps(b, x, n);
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

  /// One input downwards by the last axis, and two by the first, of which the second decides.
  private static void sorts(GraphBuilder b, Value x) {
    ScalarBodies bodies = new ScalarBodies(b);
    bodies.sort(List.of(x), -1, s -> b.compare(s.get(0), s.get(1), CompareOp.Direction.GT));
    Value at = b.iota(x.tensor().withElement(S32), 0);
    Region last =
        b.region(
            List.of(TensorType.of(F32), TensorType.of(F32), at(), at()),
            s -> List.of(b.compare(s.get(2), s.get(3), CompareOp.Direction.GT)));
    b.emit(new SortOp(ImmutableList.of(x, at), 0, false, last));
  }

  private static TensorType at() {
    return TensorType.of(S32);
  }

  private static void maps(GraphBuilder b, Value x, Value n) {
    ScalarBodies bodies = new ScalarBodies(b);
    bodies.map(List.of(x, x), s -> b.subtract(b.multiply(s.get(0), s.get(1)), s.get(0)));
    bodies.map(List.of(n), s -> b.convert(s.getFirst(), F32));
  }
}
