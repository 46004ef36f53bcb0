package dev.strobe.fusion;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function while rules rewrite it, built anew from its first node on: what rules see has been
/// rewritten already, and so is what they add.
final class Rewriting {
  /// Rewrites a node, for all nodes: what no set of rules that ends comes near.
  private static final int STEPS_A_NODE = 16;

  private final ImmutableList<? extends RewriteRule> rules;
  private final PassContext context;
  private final Map<Value, Node> definitions = new HashMap<>();
  private final Map<Value, Value> replacements = new HashMap<>();
  private final Multiset<Value> readers = HashMultiset.create();
  private List<Node> out = new ArrayList<>();
  private Location location = Location.UNKNOWN;
  private long steps;

  Rewriting(Graph graph, ImmutableList<? extends RewriteRule> rules, PassContext context) {
    this.rules = rules;
    this.context = context;
    readers.addAll(graph.results());
    count(graph.nodes());
  }

  private void count(List<Node> nodes) {
    for (Node node : nodes) {
      readers.addAll(node.op().operands());
      for (Region region : node.op().regions()) {
        readers.addAll(region.results());
        count(region.nodes());
      }
    }
  }

  ImmutableList<Node> nodes(List<Node> nodes) {
    List<Node> outer = out;
    out = new ArrayList<>();
    for (Node node : nodes) {
      context.visit();
      steps += STEPS_A_NODE;
      location = node.location();
      place(moved(node));
    }
    ImmutableList<Node> made = ImmutableList.copyOf(out);
    out = outer;
    return made;
  }

  ImmutableList<Value> replaced(List<Value> values) {
    ImmutableList.Builder<Value> others = ImmutableList.builderWithExpectedSize(values.size());
    for (Value value : values) {
      others.add(replacements.getOrDefault(value, value));
    }
    return others.build();
  }

  private Node moved(Node node) {
    return node.withOperands(replaced(node.op().operands())).withBodies(this::region);
  }

  private Region region(Region region) {
    Location around = location;
    ImmutableList<Node> nodes = nodes(region.nodes());
    location = around;
    return new Region(region.parameters(), nodes, replaced(region.results()));
  }

  private void place(Node node) {
    Optional<Value> other = rewritten(node);
    if (other.isPresent()) {
      replacements.put(node.result(), other.get());
      readers.add(other.get(), readers.count(node.result()));
      node.op().operands().forEach(readers::remove);
      context.rewrote("simplified " + node.op().name(), node.location());
    } else {
      node.results().forEach(result -> definitions.put(result, node));
      out.add(node);
    }
  }

  private Optional<Value> rewritten(Node node) {
    boolean open =
        node.results().size() == 1 && node.sharding().isEmpty() && node.attributes().isEmpty();
    for (int i = 0; open && steps > 0 && i < rules.size(); i++) {
      Optional<Value> other =
          rules
              .get(i)
              .rewrite(node, this)
              .filter(value -> value.type().equals(node.result().type()));
      if (other.isPresent()) {
        steps--;
        return other;
      }
    }
    return Optional.empty();
  }

  /// Adds an op at the place of the node that is rewritten; the value is what stands for its result
  /// once it has been rewritten itself.
  Value emit(Op op) {
    readers.addAll(op.operands());
    Node node = Node.of(op, location);
    place(node);
    return replacements.getOrDefault(node.result(), node.result());
  }

  /// The op that defines a value, if it is one of that kind and not around the body.
  <O extends Op> Optional<O> op(Value value, Class<O> type) {
    return Optional.ofNullable(definitions.get(value))
        .map(Node::op)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /// Whether nothing but the node that is rewritten reads this operand of it.
  boolean isReadOnce(Value operand) {
    return readers.count(operand) == 1;
  }
}
