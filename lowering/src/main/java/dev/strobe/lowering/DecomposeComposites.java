package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Target;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes out composites that a target has no form for. Constants, broadcasts and conversions that
/// composites share are written once, as they were before they were fused.
record DecomposeComposites(Target target) {
  Program apply(Program program) {
    return program.withFunctions(
        program.functions().stream().map(this::apply).collect(toImmutableList()));
  }

  private Graph apply(Graph function) {
    return function.withBody(nodes(function.nodes(), Map.of()), function.results());
  }

  /// @param outer what bodies around these nodes have that may be read here
  private ImmutableList<Node> nodes(List<Node> nodes, Map<Op, Value> outer) {
    Map<Op, Value> known = new HashMap<>(outer);
    List<Node> out = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      Op op = node.op();
      if (op instanceof CompositeOp composite
          && !target.composites().contains(composite.compositeName())) {
        out.addAll(written(composite, node, known));
      } else {
        out.add(
            node.withBodies(r -> new Region(r.parameters(), nodes(r.nodes(), known), r.results())));
        note(node, known);
      }
    }
    return ImmutableList.copyOf(out);
  }

  private static List<Node> written(CompositeOp composite, Node node, Map<Op, Value> known) {
    Map<Value, Value> names = new HashMap<>();
    List<Node> out = new ArrayList<>();
    for (Node each : composite.decomposition().replacing(node)) {
      Node moved =
          each.withOperands(
              each.op().operands().stream()
                  .map(v -> names.getOrDefault(v, v))
                  .collect(toImmutableList()));
      Value before = known.get(moved.op());
      if (before != null && !moved.results().equals(node.results())) {
        names.put(moved.result(), before);
      } else {
        out.add(moved);
        note(moved, known);
      }
    }
    return out;
  }

  private static void note(Node node, Map<Op, Value> known) {
    boolean cheap =
        node.op() instanceof ConstantOp
            || node.op() instanceof BroadcastInDimOp
            || node.op() instanceof ConvertOp;
    if (cheap && node.sharding().isEmpty() && node.attributes().isEmpty()) {
      known.putIfAbsent(node.op(), node.result());
    }
  }
}
