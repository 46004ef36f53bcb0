package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Node;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Values that are read in the place of others, in bodies too.
final class Substitution {
  private final Map<Value, Value> values = new HashMap<>();

  void put(Value value, Value other) {
    values.put(value, other);
  }

  boolean has(Value value) {
    return values.containsKey(value);
  }

  Value of(Value value) {
    return values.getOrDefault(value, value);
  }

  ImmutableList<Value> of(List<Value> all) {
    return all.stream().map(this::of).collect(ImmutableList.toImmutableList());
  }

  /// The node that reads the others.
  Node of(Node node) {
    return node.withOperands(of(node.op().operands())).withBodies(this::of);
  }

  private Region of(Region region) {
    ImmutableList<Node> nodes =
        region.nodes().stream().map(this::of).collect(ImmutableList.toImmutableList());
    return new Region(region.parameters(), nodes, of(region.results()));
  }
}
