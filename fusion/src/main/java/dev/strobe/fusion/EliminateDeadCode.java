package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Removes nodes whose results nobody reads, in regions too.
///
/// Nodes with effects stay, and so do nodes with such a node in a region. Parameters stay, since
/// they are the function's signature. One walk from the end to the start.
public record EliminateDeadCode() implements Pass {
  /// Every node has an effect or a result that is read.
  public static final String NO_DEAD_CODE = "no-dead-code";

  @Override
  public String name() {
    return "eliminate-dead-code";
  }

  @Override
  public ImmutableSet<String> establishes() {
    return ImmutableSet.of(NO_DEAD_CODE);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    Set<Value> live = new HashSet<>(graph.results());
    ImmutableList<Node> kept = sweep(graph.nodes(), live, context);
    return kept.size() == graph.nodes().size() && kept.equals(graph.nodes())
        ? graph
        : graph.withBody(kept, graph.results());
  }

  /// The nodes that `live` values need; adds to it what those read.
  private static ImmutableList<Node> sweep(
      ImmutableList<Node> nodes, Set<Value> live, PassContext context) {
    List<Node> kept = new ArrayList<>(nodes.size());
    for (Node node : nodes.reverse()) {
      context.visit();
      if (node.results().stream().anyMatch(live::contains) || hasEffects(node)) {
        live.addAll(node.op().operands());
        kept.add(node.withBodies(region -> swept(region, live, context)));
      } else {
        context.rewrote("removed " + node.op().name(), node.location());
      }
    }
    return ImmutableList.copyOf(Lists.reverse(kept));
  }

  private static Region swept(Region region, Set<Value> live, PassContext context) {
    live.addAll(region.results());
    ImmutableList<Node> body = sweep(region.nodes(), live, context);
    return new Region(region.parameters(), body, region.results());
  }

  private static boolean hasEffects(Node node) {
    return !node.op().isPure()
        || node.op().regions().stream()
            .anyMatch(region -> region.nodes().stream().anyMatch(EliminateDeadCode::hasEffects));
  }
}
