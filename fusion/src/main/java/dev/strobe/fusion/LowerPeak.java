package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Program;
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
  /// Programs of many short chunks take long to compile; a shorter step does more then.
  private static final long SHORTEST = 128;

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
    if (longest <= SHORTEST || graph.nodes().stream().anyMatch(n -> n.op() instanceof CallingOp)) {
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
    Program plain =
        NodeRewrite.apply(
            chunked(graph, length),
            node ->
                node.op() instanceof CompositeOp composite
                    ? composite.decomposition().replacing(node)
                    : List.of(node));
    return MemoryForecast.of(plain).tempBytes();
  }

  private static Graph noted(Graph graph, long length, PassContext context) {
    for (Node node : graph.nodes()) {
      context.visit();
      if (isLonger(node, length)) {
        context.rewrote("attention in chunks of " + length + " tokens", node.location());
      }
    }
    return chunked(graph, length).main();
  }

  private static Program chunked(Graph graph, long length) {
    return NodeRewrite.apply(
        Program.of(graph), node -> isLonger(node, length) ? inChunks(node, length) : List.of(node));
  }

  private static boolean isLonger(Node node, long length) {
    return node.op() instanceof AttentionOp op && ChunkedAttention.tokens(op) > length;
  }

  private static List<Node> inChunks(Node node, long length) {
    ChunkedAttention chunks = ChunkedAttention.of((AttentionOp) node.op(), length);
    return Decomposition.of(b -> List.of(chunks.expand(b))).replacing(node);
  }
}
