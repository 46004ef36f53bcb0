package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.Verifier;
import java.util.List;

/// A graph after one pass, verified, with the pass's report.
record Rewritten(Graph graph, PassReport report) {
  static Rewritten by(Pass pass, GraphBuilder builder) {
    return by(pass, builder.build());
  }

  static Rewritten by(Pass pass, Graph graph) {
    PassReport.Applied applied = PassReport.measure(pass, graph, Target.of("cpu"));
    Verifier.requireValid(Program.of(applied.graph()));
    return new Rewritten(applied.graph(), applied.report());
  }

  /// Names of the ops, in order.
  List<String> ops() {
    return names(graph.nodes());
  }

  static List<String> names(ImmutableList<Node> nodes) {
    return nodes.stream().map(node -> node.op().name()).toList();
  }
}
