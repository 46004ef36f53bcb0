package dev.strobe.tests.scale;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import java.util.ArrayList;
import java.util.List;

/// How the nodes of a program hang together.
enum Form {
  /// Every node reads the parameters alone.
  FLAT {
    @Override
    Value add(GraphBuilder b, Value x, int nodes) {
      List<Value> sums = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        sums.add(b.add(x, x));
      }
      return sums.getLast();
    }
  },

  /// Every node reads the one before.
  CHAIN {
    @Override
    Value add(GraphBuilder b, Value x, int nodes) {
      Value last = x;
      for (int i = 0; i < nodes; i++) {
        last = b.add(last, x);
      }
      return last;
    }
  },

  /// Loops in loops, as deep as text may be, one nest behind the other.
  NESTED {
    private static final int DEPTH = 50;

    // Nodes at each depth: those of the loop, its condition and its body.
    private static final int EACH = 5;

    @Override
    Value add(GraphBuilder b, Value x, int nodes) {
      Value last = x;
      for (int i = 0; i < nodes; i += EACH * DEPTH) {
        last = nest(b, last, x, DEPTH);
      }
      return last;
    }

    private static Value nest(GraphBuilder b, Value start, Value outer, int depth) {
      if (depth == 0) {
        return start;
      }
      Value limit = b.constant(ElementType.F32, depth);
      return b.whileLoop(
              List.of(start),
              state -> b.compare(state.getFirst(), limit, CompareOp.Direction.LT),
              state -> {
                Value inner = b.add(state.getFirst(), outer);
                return List.of(b.multiply(nest(b, inner, outer, depth - 1), outer));
              })
          .getFirst();
    }
  };

  abstract Value add(GraphBuilder b, Value x, int nodes);

  /// A program of so many nodes, or a few more.
  Program program(int nodes) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32));
    b.result("r", add(b, x, nodes));
    return Program.of(b.build());
  }
}
