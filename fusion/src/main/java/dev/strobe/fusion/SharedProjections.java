package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Products of one value with several matrices, each a part of one product with all of them. Those
/// in bodies are left alone.
final class SharedProjections {
  private final SetMultimap<Shared, Node> groups = LinkedHashMultimap.create();

  /// What projections have in common that can be one.
  private record Shared(
      Value x,
      DotGeneralOp.Dimensions dimensions,
      DotGeneralOp.Accuracy accuracy,
      ElementType kept,
      ElementType matrix,
      ElementType element) {
    static Shared of(DotGeneralOp dot, ElementType kept) {
      return new Shared(
          dot.lhs(),
          dot.dimensions(),
          dot.accuracy(),
          kept,
          dot.rhs().tensor().element(),
          dot.element());
    }
  }

  /// Puts matrices together.
  interface Join {
    /// @param outputs the axis along which they lie one after another
    Value of(GraphBuilder b, List<Value> matrices, int outputs);
  }

  /// @param kept the element type of what holds the matrix of a product, if it can be put together
  ///   with others of the same
  SharedProjections(Graph graph, Function<DotGeneralOp, Optional<ElementType>> kept) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof DotGeneralOp dot && isProjection(node, dot)) {
        kept.apply(dot).ifPresent(element -> groups.put(Shared.of(dot, element), node));
      }
    }
    groups.asMap().values().removeIf(group -> group.size() == 1);
  }

  private static boolean isProjection(Node node, DotGeneralOp dot) {
    return dot.rhs().tensor().rank() == 2
        && dot.dimensions().rhsContracting().length() == 1
        && dot.lhs().tensor().isStatic()
        && node.sharding().isEmpty()
        && node.attributes().isEmpty();
  }

  /// The products that become one each.
  Collection<Collection<Node>> groups() {
    return groups.asMap().values();
  }

  /// The function with one product for each group.
  Graph merged(Graph graph, Join join) {
    Map<Node, List<Node>> others = new HashMap<>();
    for (Collection<Node> each : groups()) {
      ImmutableList<Node> group = ImmutableList.copyOf(each);
      group.forEach(node -> others.put(node, ImmutableList.of()));
      others.put(group.getFirst(), merged(group, join));
    }
    return NodeRewrite.apply(graph, node -> others.getOrDefault(node, ImmutableList.of(node)));
  }

  /// Nodes with the results of all, at the place of the first.
  private static ImmutableList<Node> merged(ImmutableList<Node> group, Join join) {
    ImmutableList<Value> results =
        group.stream().map(Node::result).collect(ImmutableList.toImmutableList());
    Location location = Location.merged(group.stream().map(Node::location).toList());
    return Decomposition.of(b -> parts(b, group, join))
        .defining(results, location, Optional.empty(), ImmutableMap.of());
  }

  private static List<Value> parts(GraphBuilder b, List<Node> group, Join join) {
    DotGeneralOp first = (DotGeneralOp) group.getFirst().op();
    List<Value> matrices = group.stream().map(node -> ((DotGeneralOp) node.op()).rhs()).toList();
    int outputs = (int) (1 - first.dimensions().rhsContracting().get(0));
    Value matrix = join.of(b, matrices, outputs);
    Value product = b.emit(first.withOperands(List.of(first.lhs(), matrix))).getFirst();
    int last = product.tensor().rank() - 1;
    List<Value> parts = new ArrayList<>();
    long from = 0;
    for (Value each : matrices) {
      long to = from + each.tensor().dim(outputs);
      parts.add(b.slice(product, last, from, to));
      from = to;
    }
    return parts;
  }
}
