package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/// What one pass did to one function.
///
/// @param nodesBefore nodes that went in, those of regions included, like `nodesAfter`
/// @param visits nodes that the pass looked at
/// @param rewrites one line a rewrite
/// @param misses what looked like the pass's pattern and was left
public record PassReport(
    String pass,
    String function,
    Duration time,
    int nodesBefore,
    int nodesAfter,
    long visits,
    ImmutableList<String> rewrites,
    ImmutableList<NearMiss> misses) {

  /// Applies a pass and measures it.
  public static Applied measure(Pass pass, Graph graph, Target target) {
    return measure(pass, graph, new PassContext(target));
  }

  /// The same in a context of its own.
  public static Applied measure(Pass pass, Graph graph, PassContext context) {
    long start = System.nanoTime();
    Graph after = pass.apply(graph, context);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    PassReport report =
        new PassReport(
            pass.name(),
            graph.name(),
            time,
            count(graph.nodes()),
            count(after.nodes()),
            context.visits(),
            context.rewrites(),
            context.misses());
    return new Applied(after, report);
  }

  /// A rewritten function and how it came about.
  public record Applied(Graph graph, PassReport report) {}

  /// How often the pass rewrote something.
  public int hits() {
    return rewrites.size();
  }

  /// `eliminate-dead-code @main: 340 nodes to 328, 12 rewrites, 0.4 ms`.
  @Override
  public String toString() {
    return "%s @%s: %d nodes to %d, %d rewrites, %.1f ms"
        .formatted(pass, function, nodesBefore, nodesAfter, hits(), time.toNanos() / 1e6);
  }

  private static int count(List<Node> nodes) {
    int count = nodes.size();
    for (Node node : nodes) {
      for (Region region : node.op().regions()) {
        count += count(region.nodes());
      }
    }
    return count;
  }
}
