package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An op at its place in a graph: the results it defines, where it comes from, its sharding and the
/// attributes that only pass through (name to MLIR attribute text, kept verbatim).
public record Node(
    Op op,
    ImmutableList<Value> results,
    Location location,
    Optional<Sharding> sharding,
    ImmutableMap<String, String> attributes) {

  /// A node with fresh results of the types that the op computes.
  public static Node of(Op op, Location location) {
    ImmutableList<Value> results =
        op.resultTypes().stream().map(Value::new).collect(ImmutableList.toImmutableList());
    return new Node(op, results, location, Optional.empty(), ImmutableMap.of());
  }

  /// The only result of a node that has one.
  public Value result() {
    Checks.require(results.size() == 1, op.name(), "one result to be read by result()", results);
    return results.getFirst();
  }

  /// The same results from another op.
  public Node withOp(Op other) {
    return new Node(other, results, location, sharding, attributes);
  }

  /// The same node reading other values; itself where none changes, so that nothing is checked
  /// anew.
  public Node withOperands(ImmutableList<Value> operands) {
    return operands.equals(op.operands()) ? this : withOp(op.withOperands(operands));
  }

  /// The same node with other bodies of its op; itself where none changes, so that nothing is
  /// checked anew.
  public Node withBodies(UnaryOperator<Region> change) {
    ImmutableList<Region> bodies = op.regions();
    if (bodies.isEmpty()) {
      return this;
    }
    ImmutableList<Region> others =
        bodies.stream().map(change).collect(ImmutableList.toImmutableList());
    return others.equals(bodies) ? this : withOp(op.withRegions(others));
  }

  /// The same op defining other values of the same types.
  public Node withResults(ImmutableList<Value> others) {
    return new Node(op, others, location, sharding, attributes);
  }

  public Node withLocation(Location other) {
    return new Node(op, results, other, sharding, attributes);
  }

  /// That of the results, which no two nodes of a program share; that of an op would go through its
  /// bodies and literals.
  @Override
  public int hashCode() {
    return results.isEmpty() ? op.hashCode() : results.hashCode();
  }

  /// Outer values that the op's regions use, each once, in first-use order.
  public ImmutableSet<Value> captures() {
    ImmutableSet.Builder<Value> outer = ImmutableSet.builder();
    for (Region region : op.regions()) {
      outer.addAll(region.captures());
    }
    return outer.build();
  }

  /// Everything that has to be defined before this node: operands, then captures.
  public ImmutableList<Value> uses() {
    return op.regions().isEmpty()
        ? op.operands()
        : ImmutableList.<Value>builder().addAll(op.operands()).addAll(captures()).build();
  }

  static ImmutableSet<Value> freeValues(
      List<Value> parameters, List<Node> nodes, List<Value> results) {
    Set<Value> defined = new HashSet<>(parameters);
    ImmutableSet.Builder<Value> free = ImmutableSet.builder();
    for (Node node : nodes) {
      node.uses().stream().filter(value -> !defined.contains(value)).forEach(free::add);
      defined.addAll(node.results());
    }
    results.stream().filter(value -> !defined.contains(value)).forEach(free::add);
    return free.build();
  }
}
