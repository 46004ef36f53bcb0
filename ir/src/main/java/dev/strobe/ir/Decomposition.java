package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.op.ConvertOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Nodes that stand for one op.
///
/// @param results values that nodes of these define, each once
public record Decomposition(ImmutableList<Node> nodes, ImmutableList<Value> results) {
  /// What a body adds to a builder, and what it then returns.
  public static Decomposition of(Function<GraphBuilder, List<Value>> body) {
    GraphBuilder builder = new GraphBuilder("decomposition");
    for (Value result : body.apply(builder)) {
      builder.result("", result);
    }
    Graph passed = builder.build();
    // A result that is an operand gets a node of its own, to be named and attributed.
    List<Value> made = passed.nodes().stream().flatMap(node -> node.results().stream()).toList();
    List<Value> results =
        passed.results().stream()
            .map(value -> made.contains(value) ? value : copy(builder, value))
            .toList();
    return new Decomposition(builder.build().nodes(), ImmutableList.copyOf(results));
  }

  private static Value copy(GraphBuilder builder, Value value) {
    return builder.emit(new ConvertOp(value, value.tensor().element())).getFirst();
  }

  public ImmutableList<Type> resultTypes() {
    return results.stream().map(Value::type).collect(toImmutableList());
  }

  /// The nodes at a location.
  public ImmutableList<Node> at(Location location) {
    return nodes.stream().map(node -> node.withLocation(location)).collect(toImmutableList());
  }

  /// The nodes in place of one that they stand for.
  public ImmutableList<Node> replacing(Node node) {
    return defining(node.results(), node.location(), node.sharding(), node.attributes());
  }

  /// The nodes at a location with other values as results; what else was said of the op is said of
  /// the nodes that define these.
  public ImmutableList<Node> defining(
      ImmutableList<Value> others,
      Location location,
      Optional<Sharding> sharding,
      ImmutableMap<String, String> attributes) {
    Map<Value, Value> renamed = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      renamed.put(results.get(i), others.get(i));
    }
    ImmutableList.Builder<Node> all = ImmutableList.builder();
    for (Node node : nodes) {
      boolean last = node.results().stream().anyMatch(renamed::containsKey);
      Node moved = rename(node.withLocation(location), renamed);
      all.add(last ? new Node(moved.op(), moved.results(), location, sharding, attributes) : moved);
    }
    return all.build();
  }

  private static Node rename(Node node, Map<Value, Value> renamed) {
    Op op = node.op();
    if (op.operands().stream().anyMatch(renamed::containsKey)) {
      op = op.withOperands(rename(op.operands(), renamed));
    }
    return node.withOp(op).withResults(rename(node.results(), renamed));
  }

  private static ImmutableList<Value> rename(List<Value> values, Map<Value, Value> renamed) {
    return values.stream()
        .map(value -> renamed.getOrDefault(value, value))
        .collect(toImmutableList());
  }
}
