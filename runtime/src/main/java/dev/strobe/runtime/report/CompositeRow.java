package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.op.CompositeOp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a target does with the composites of one kind that the passes left.
///
/// @param name such as `strobe.attention`
/// @param count how many there are
/// @param kept whether the target has a form for it
/// @param fate the same in words
public record CompositeRow(String name, int count, boolean kept, String fate) {
  static ImmutableList<CompositeRow> of(Program program, Target target) {
    Map<String, Integer> counts = new TreeMap<>();
    program.functions().forEach(function -> count(function.nodes(), counts));
    return counts.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), target))
        .collect(ImmutableList.toImmutableList());
  }

  private static CompositeRow of(String name, int count, Target target) {
    boolean kept = target.composites().contains(name);
    String fate =
        kept
            ? "kept: " + target.platform() + " has a form for it"
            : "decomposed: " + target.platform() + " has no form for it";
    return new CompositeRow(name, count, kept, fate);
  }

  private static void count(List<Node> nodes, Map<String, Integer> counts) {
    for (Node node : nodes) {
      if (node.op() instanceof CompositeOp composite) {
        counts.merge(composite.compositeName(), 1, Integer::sum);
      }
      node.op().regions().forEach(region -> count(region.nodes(), counts));
    }
  }
}
