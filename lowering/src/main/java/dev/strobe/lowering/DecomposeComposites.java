package dev.strobe.lowering;

import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.op.CompositeOp;
import java.util.List;

/// Writes out composites that a target has no form for.
record DecomposeComposites(Target target) {
  Program apply(Program program) {
    return NodeRewrite.apply(program, this::written);
  }

  private List<Node> written(Node node) {
    return node.op() instanceof CompositeOp composite
            && !target.composites().contains(composite.compositeName())
        ? composite.decomposition().replacing(node)
        : List.of(node);
  }
}
