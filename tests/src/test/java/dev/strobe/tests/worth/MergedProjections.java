package dev.strobe.tests.worth;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A step whose products of one value with several weights `[out, in]` are one product with a
/// weight that holds the rows of all, of which each takes its part.
final class MergedProjections {
  private static final ImmutableLongArray LAST = ImmutableLongArray.of(1);

  private final Map<Value, Parameter> weights = new HashMap<>();
  private final SetMultimap<Value, Node> products = LinkedHashMultimap.create();
  private final List<Parameter> made = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  private MergedProjections() {}

  static Graph of(Graph graph) {
    return new MergedProjections().merged(graph);
  }

  private Graph merged(Graph graph) {
    graph.parameters().stream()
        .filter(each -> each.role() instanceof Role.Weight)
        .forEach(each -> weights.put(each.value(), each));
    graph.nodes().stream()
        .filter(this::isProjection)
        .forEach(node -> products.put(((DotGeneralOp) node.op()).lhs(), node));
    Set<Value> gone = new HashSet<>();
    Set<Node> done = new HashSet<>();
    for (Node node : graph.nodes()) {
      Set<Node> group =
          isProjection(node) ? products.get(((DotGeneralOp) node.op()).lhs()) : Set.of();
      if (group.size() < 2) {
        nodes.add(node);
      } else if (done.addAll(group)) {
        merge(List.copyOf(group));
        group.forEach(each -> gone.add(((DotGeneralOp) each.op()).rhs()));
      }
    }
    List<Parameter> parameters = new ArrayList<>(graph.parameters());
    parameters.removeIf(each -> gone.contains(each.value()));
    parameters.addAll(made);
    return graph
        .withParameters(ImmutableList.copyOf(parameters))
        .withBody(ImmutableList.copyOf(nodes), graph.results());
  }

  private boolean isProjection(Node node) {
    return node.op() instanceof DotGeneralOp dot
        && weights.containsKey(dot.rhs())
        && dot.lhs().tensor().rank() == 2
        && dot.rhs().tensor().rank() == 2
        && dot.dimensions().rhsContracting().equals(LAST);
  }

  private void merge(List<Node> group) {
    DotGeneralOp first = (DotGeneralOp) group.getFirst().op();
    long rows = group.stream().mapToLong(node -> node.result().tensor().dim(1)).sum();
    String name = "merged." + made.size();
    Value weight =
        new Value(first.rhs().tensor().withDims(rows, first.rhs().tensor().dim(1)), name);
    made.add(new Parameter(weight, name, new Role.Weight("")));
    Node product =
        Node.of(
            new DotGeneralOp(
                first.lhs(), weight, first.dimensions(), first.accuracy(), first.element()),
            group.getFirst().location());
    nodes.add(product);
    long from = 0;
    for (Node node : group) {
      long to = from + node.result().tensor().dim(1);
      SliceOp part =
          new SliceOp(
              product.result(),
              ImmutableLongArray.of(0, from),
              ImmutableLongArray.of(node.result().tensor().dim(0), to),
              ImmutableLongArray.of(1, 1));
      nodes.add(node.withOp(part));
      from = to;
    }
  }
}
