package dev.strobe.runtime.report;

import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.WhileOp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// When each value of a function is made and last read, in instants: one a node, nodes of branches
/// and loops included, in order.
///
/// Bodies of ops such as `reduce` work on elements, so their values take no memory. What a loop
/// reads lives as long as the loop.
final class Lifetimes {
  /// When a value lives, and what makes it.
  static final class Life {
    final Node node;
    final long born;
    private long last;

    private Life(Node node, long born) {
      this.node = node;
      this.born = born;
      this.last = born;
    }

    /// The instant of the last read, or of its making.
    long last() {
      return last;
    }
  }

  private final Map<Value, Life> lives = new LinkedHashMap<>();
  private final Map<Value, Long> parameterReads = new HashMap<>();
  private long now;

  private Lifetimes() {}

  static Lifetimes of(Graph graph) {
    Lifetimes lifetimes = new Lifetimes();
    lifetimes.walk(graph.nodes());
    graph.results().forEach(lifetimes::read);
    return lifetimes;
  }

  /// All values that nodes make, in order.
  Map<Value, Life> lives() {
    return lives;
  }

  /// The instant after the last.
  long end() {
    return now + 1;
  }

  /// The last read of any value.
  long lastRead(Value value) {
    Life life = lives.get(value);
    return life == null ? parameterReads.getOrDefault(value, 0L) : life.last;
  }

  private void walk(List<Node> nodes) {
    for (Node node : nodes) {
      long born = now;
      node.results().forEach(result -> lives.put(result, new Life(node, born)));
      node.uses().forEach(this::read);
      now++;
      if (isControl(node.op())) {
        for (Region region : node.op().regions()) {
          walk(region.nodes());
          region.results().forEach(this::read);
        }
        node.uses().forEach(this::read);
        node.results().forEach(this::read);
        now++;
      }
    }
  }

  private void read(Value value) {
    Life life = lives.get(value);
    if (life == null) {
      parameterReads.put(value, now);
    } else {
      life.last = now;
    }
  }

  private static boolean isControl(Op op) {
    return op instanceof WhileOp || op instanceof IfOp || op instanceof CaseOp;
  }
}
