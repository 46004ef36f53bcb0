package dev.strobe.tests.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Correspondence;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompositeOp;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A graph with its composites written out.
final class Expanded {
  private Expanded() {}

  static Graph of(Graph graph) {
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof CompositeOp op) {
        nodes.addAll(
            op.decomposition()
                .defining(node.results(), node.location(), node.sharding(), node.attributes()));
      } else {
        nodes.add(node);
      }
    }
    return graph.withBody(nodes.build(), graph.results());
  }

  /// Whether two graphs of the same parameters are one but for the order of their nodes.
  static boolean same(Graph a, Graph b) {
    Map<Value, Node> definitions = new HashMap<>();
    b.nodes().forEach(node -> node.results().forEach(value -> definitions.put(value, node)));
    Correspondence pairs = new Correspondence(v -> Optional.ofNullable(definitions.get(v)));
    a.parameters().forEach(parameter -> pairs.pair(parameter.value(), parameter.value()));
    return pairs.covers(new Decomposition(a.nodes(), a.results()), b.results())
        && pairs.matched().size() == b.nodes().size();
  }
}
