package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;

/// Says with fewer or plainer nodes what a function computes, bit for bit; what nobody reads then
/// is left to [EliminateDeadCode].
public record Simplify() implements Pass {
  private static final ImmutableList<RewriteRule> RULES =
      ImmutableList.of(
          new SplatBroadcast(),
          new MergeBroadcasts(),
          new SinkUnitBroadcast(),
          new DropNeutral(),
          new UndoTwice(),
          new KeepRows());

  @Override
  public String name() {
    return "simplify";
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    Rewriting rewriting = new Rewriting(graph, RULES, context);
    ImmutableList<Node> nodes = rewriting.nodes(graph.nodes());
    return context.rewrites().isEmpty()
        ? graph
        : graph.withBody(nodes, rewriting.replaced(graph.results()));
  }
}
