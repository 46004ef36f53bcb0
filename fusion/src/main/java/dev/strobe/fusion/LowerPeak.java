package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CompositeOp;
import java.util.List;

/// Computes attention in chunks of tokens, each half as long as before, until the forecast of
/// temporaries is within a budget; leaves alone what is within it anyway.
///
/// Where no length is enough, the one that needs least is taken.
///
/// @param tempBytes the most that temporaries may take
public record LowerPeak(long tempBytes) implements Pass {
  /// Products of fewer rows are slow.
  private static final long SHORTEST = 16;

  @Override
  public String name() {
    return "lower-peak";
  }

  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    long longest = longest(graph);
    // A function that calls others cannot be forecast by itself.
    if (longest < SHORTEST || graph.nodes().stream().anyMatch(n -> n.op() instanceof CallingOp)) {
      return graph;
    }
    long least = bytes(graph, longest);
    long best = longest;
    for (long length = longest / 2; least > tempBytes && length >= SHORTEST; length /= 2) {
      long bytes = bytes(graph, length);
      best = bytes < least ? length : best;
      least = Math.min(least, bytes);
    }
    return best == longest ? graph : noted(graph, best, context);
  }

  /// Most tokens of any attention, zero if there is none.
  private static long longest(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof AttentionOp)
        .mapToLong(node -> ChunkedAttention.tokens((AttentionOp) node.op()))
        .max()
        .orElse(0);
  }

  private static long bytes(Graph graph, long length) {
    Graph plain = graph.withBody(written(graph.nodes(), length, true), graph.results());
    return MemoryForecast.of(Program.of(plain)).tempBytes();
  }

  private static Graph noted(Graph graph, long length, PassContext context) {
    for (Node node : graph.nodes()) {
      context.visit();
      if (node.op() instanceof AttentionOp op && ChunkedAttention.tokens(op) > length) {
        context.rewrote("attention in chunks of " + length + " tokens", node.location());
      }
    }
    return graph.withBody(written(graph.nodes(), length, false), graph.results());
  }

  private static ImmutableList<Node> written(List<Node> nodes, long length, boolean all) {
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    for (Node node : nodes) {
      Op op = node.op();
      if (op instanceof AttentionOp attention && ChunkedAttention.tokens(attention) > length) {
        out.addAll(inPlace(Decomposition.of(b -> chunks(b, attention, length)), node));
      } else if (op instanceof CompositeOp composite && all) {
        out.addAll(inPlace(composite.decomposition(), node));
      } else {
        out.add(
            node.withOp(
                op.withRegions(
                    op.regions().stream().map(region -> written(region, length, all)).toList())));
      }
    }
    return out.build();
  }

  private static Region written(Region region, long length, boolean all) {
    return new Region(region.parameters(), written(region.nodes(), length, all), region.results());
  }

  private static ImmutableList<Value> chunks(GraphBuilder b, AttentionOp attention, long length) {
    return ImmutableList.of(ChunkedAttention.of(attention, length).expand(b));
  }

  private static ImmutableList<Node> inPlace(Decomposition parts, Node node) {
    return parts.defining(node.results(), node.location(), node.sharding(), node.attributes());
  }
}
