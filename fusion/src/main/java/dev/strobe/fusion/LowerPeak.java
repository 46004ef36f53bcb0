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
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.CallingOp;
import dev.strobe.ir.op.CompositeOp;
import java.util.List;

/// Computes attention in chunks of tokens, each half as long as before, until the forecast of
/// temporaries is within a budget; leaves alone what is within it anyway.
///
/// Where no length is enough, the one that needs least is taken, composites are written out, and
/// stored values that are cheap to compute are computed again for their late readers
/// ([Rematerialization]).
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
    if (!isOpen(graph)) {
      return graph;
    }
    long longest = longest(graph);
    long least = bytes(graph, longest);
    long best = longest;
    for (long length = longest / 2; least > tempBytes && length >= SHORTEST; length /= 2) {
      long bytes = bytes(graph, length);
      best = bytes < least ? length : best;
      least = Math.min(least, bytes);
    }
    Graph chunked = best == longest ? graph : noted(graph, best, context);
    return least <= tempBytes
        ? chunked
        : Rematerialization.within(tempBytes, plain(chunked), context).orElse(chunked);
  }

  /// Whether a function can be forecast by itself: it calls no others and knows all sizes.
  private static boolean isOpen(Graph graph) {
    return graph.parameters().stream().allMatch(p -> isStatic(p.value()))
        && graph.nodes().stream()
            .allMatch(
                node ->
                    !(node.op() instanceof CallingOp)
                        && node.results().stream().allMatch(LowerPeak::isStatic));
  }

  private static boolean isStatic(Value value) {
    return !(value.type() instanceof TensorType type) || type.isStatic();
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
    return MemoryForecast.of(Program.of(plain(chunked(graph, length)))).tempBytes();
  }

  private static Graph plain(Graph graph) {
    return NodeRewrite.apply(
        graph,
        node ->
            node.op() instanceof CompositeOp composite
                ? composite.decomposition().replacing(node)
                : List.of(node));
  }

  private static Graph noted(Graph graph, long length, PassContext context) {
    for (Node node : graph.nodes()) {
      context.visit();
      if (isLonger(node, length)) {
        context.rewrote("attention in chunks of " + length + " tokens", node.location());
      }
    }
    return chunked(graph, length);
  }

  private static Graph chunked(Graph graph, long length) {
    return NodeRewrite.apply(
        graph, node -> isLonger(node, length) ? inChunks(node, length) : List.of(node));
  }

  private static boolean isLonger(Node node, long length) {
    return node.op() instanceof AttentionOp op && ChunkedAttention.tokens(op) > length;
  }

  private static List<Node> inChunks(Node node, long length) {
    ChunkedAttention chunks = ChunkedAttention.of((AttentionOp) node.op(), length);
    return Decomposition.of(b -> List.of(chunks.expand(b))).replacing(node);
  }
}
