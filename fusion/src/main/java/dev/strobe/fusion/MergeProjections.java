package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.ArrayList;
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
/// Each element is the same sum. A matrix that is not known yet would have to be copied on every
/// call, so parameters are left alone; so are bodies.
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
    SetMultimap<Shared, Node> groups = LinkedHashMultimap.create();
    for (Node node : graph.nodes()) {
      context.visit();
      if (node.op() instanceof ConstantOp constant) {
        constants.put(node.result(), constant.value());
      } else if (node.op() instanceof DotGeneralOp dot && isProjection(node, dot, constants)) {
        groups.put(Shared.of(dot), node);
      }
    }
    Map<Node, ImmutableList<Node>> others = new HashMap<>();
    for (Shared shared : groups.keySet()) {
      ImmutableList<Node> group = ImmutableList.copyOf(groups.get(shared));
      if (group.size() > 1) {
        group.forEach(node -> others.put(node, ImmutableList.of()));
        Node first = group.getFirst();
        others.put(first, merged(group, constants));
        context.rewrote("merged " + group.size() + " projections", first.location());
      }
    }
    return others.isEmpty()
        ? graph
        : graph.withBody(
            graph.nodes().stream()
                .flatMap(node -> others.getOrDefault(node, ImmutableList.of(node)).stream())
                .collect(ImmutableList.toImmutableList()),
            graph.results());
  }

  /// What projections have in common that can be one.
  private record Shared(
      Value x,
      DotGeneralOp.Dimensions dimensions,
      DotGeneralOp.Accuracy accuracy,
      ElementType matrix,
      ElementType element) {
    static Shared of(DotGeneralOp dot) {
      return new Shared(
          dot.lhs(), dot.dimensions(), dot.accuracy(), dot.rhs().tensor().element(), dot.element());
    }
  }

  private static boolean isProjection(Node node, DotGeneralOp dot, Map<Value, Literal> constants) {
    return constants.containsKey(dot.rhs())
        && dot.rhs().tensor().rank() == 2
        && dot.dimensions().rhsContracting().length() == 1
        && dot.lhs().tensor().isStatic()
        && node.sharding().isEmpty()
        && node.attributes().isEmpty();
  }

  /// Nodes with the results of all, at the place of the first.
  private static ImmutableList<Node> merged(List<Node> group, Map<Value, Literal> constants) {
    ImmutableList<Value> results =
        group.stream().map(Node::result).collect(ImmutableList.toImmutableList());
    Location location = Location.merged(group.stream().map(Node::location).toList());
    return Decomposition.of(b -> parts(b, group, constants))
        .defining(results, location, Optional.empty(), ImmutableMap.of());
  }

  private static List<Value> parts(
      GraphBuilder b, List<Node> group, Map<Value, Literal> constants) {
    DotGeneralOp first = (DotGeneralOp) group.getFirst().op();
    // Those of later products may stand further down.
    Value[] matrices =
        group.stream()
            .map(node -> constants.get(((DotGeneralOp) node.op()).rhs()))
            .map(literal -> b.constant(Objects.requireNonNull(literal)))
            .toArray(Value[]::new);
    long outputs = 1 - first.dimensions().rhsContracting().get(0);
    Value matrix = b.concatenate(outputs, matrices);
    Value product = b.emit(first.withOperands(List.of(first.lhs(), matrix))).getFirst();
    int last = product.tensor().rank() - 1;
    List<Value> parts = new ArrayList<>();
    long from = 0;
    for (Value each : matrices) {
      long to = from + each.tensor().dim((int) outputs);
      parts.add(b.slice(product, last, from, to));
      from = to;
    }
    return parts;
  }
}
