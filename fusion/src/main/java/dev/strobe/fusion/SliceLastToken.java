package dev.strobe.fusion;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;

/// Computes only those rows of a value that somebody reads.
///
/// ```
/// %n = rms_norm %x, %w                    %s = slice %x [7:8, 0:64]
/// %l = dot_general %n, %vocabulary        %n = rms_norm %s, %w
/// %y = slice %l [7:8, 0:9000]             %y = dot_general %n, %vocabulary
/// ```
///
/// Slices, with known indices or computed ones, move up through what works row by row: elementwise
/// ops, broadcasts, transpositions, reshapes that keep the axis, sums along other axes, products
/// along other axes than the right operand's, norms. A value is computed in part if all of its
/// readers need the same part; then it is computed where the slice was, since only there its index
/// is known. Bodies are left alone.
public record SliceLastToken() implements Pass {
  @Override
  public String name() {
    return "slice-last-token";
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    boolean slices = graph.nodes().stream().anyMatch(node -> Narrowing.isSlice(node.op()));
    return slices ? new Narrowing(graph, context).apply() : graph;
  }
}
