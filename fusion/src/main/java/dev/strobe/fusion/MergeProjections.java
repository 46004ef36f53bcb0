package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConstantOp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes one product of those of one value with several constant matrices, such as the projections
/// to queries, keys and values, or to the gate and what it lets through.
///
/// ```
/// %q = dot %x, %a                         %p = dot %x, (concatenate %a, %b)
/// %k = dot %x, %b                         %q = slice %p [0:n]
///                                         %k = slice %p [n:m]
/// ```
///
/// Each element is the same sum. A parameter would have to be copied on every call, so those are
/// left alone: see [MergedWeights].
public record MergeProjections() implements Pass {
  @Override
  public String name() {
    return "merge-projections";
  }

  /// Products of one value are recognised by the value.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    Map<Value, Literal> constants = new HashMap<>();
    for (Node node : graph.nodes()) {
      context.visit();
      if (node.op() instanceof ConstantOp constant) {
        constants.put(node.result(), constant.value());
      }
    }
    var shared =
        new SharedProjections(
            graph,
            dot -> Optional.ofNullable(constants.get(dot.rhs())).map(it -> it.type().element()));
    for (Collection<Node> group : shared.groups()) {
      Node first = group.iterator().next();
      context.rewrote("merged " + group.size() + " projections", first.location());
    }
    return context.rewrites().isEmpty()
        ? graph
        : shared.merged(graph, (b, all, axis) -> concatenated(b, all, axis, constants));
  }

  /// Of copies, since the constants of later products may stand further down.
  private static Value concatenated(
      GraphBuilder b, List<Value> matrices, int axis, Map<Value, Literal> constants) {
    return b.concatenate(
        axis,
        matrices.stream()
            .map(matrix -> b.constant(Objects.requireNonNull(constants.get(matrix))))
            .toArray(Value[]::new));
  }
}
