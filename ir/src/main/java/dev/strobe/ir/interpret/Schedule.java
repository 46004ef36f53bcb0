package dev.strobe.ir.interpret;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The nodes of a body, each with the values that nothing reads after it.
record Schedule(ImmutableList<Step> steps, ImmutableList<Value> results) {
  /// @param released values whose tensors can go once the node has run
  record Step(Node node, ImmutableList<Value> released) {}

  static Schedule of(ImmutableList<Node> nodes, ImmutableList<Value> results) {
    Set<Value> needed = new HashSet<>(results);
    List<Step> steps = new ArrayList<>(nodes.size());
    for (Node node : nodes.reverse()) {
      ImmutableList.Builder<Value> released = ImmutableList.builder();
      addNew(node.results(), needed, released);
      addNew(node.uses(), needed, released);
      steps.add(new Step(node, released.build()));
    }
    return new Schedule(ImmutableList.copyOf(Lists.reverse(steps)), results);
  }

  private static void addNew(
      Collection<Value> values, Set<Value> needed, ImmutableList.Builder<Value> released) {
    values.stream().filter(needed::add).forEach(released::add);
  }
}
