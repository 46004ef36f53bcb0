package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SortedSetMultimap;
import dev.strobe.fusion.forecast.ValueMemory;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConstantOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// Which nodes of a function read each value that is kept in memory, by themselves or through what
/// is computed inside them.
///
/// Nodes are known by their places in the list.
final class StoredReads {
  private final Graph graph;
  private final ValueMemory memory;
  private final Map<Value, Integer> definitions = new HashMap<>();
  private final Set<Value> kept = new HashSet<>();
  private final SortedSetMultimap<Value, Integer> reads =
      MultimapBuilder.hashKeys().treeSetValues().build();

  /// Kept values that each value which is not kept is computed from.
  private final Map<Value, ImmutableSet<Value>> sources = new HashMap<>();

  StoredReads(Graph graph, ValueMemory memory) {
    this.graph = graph;
    this.memory = memory;
    graph.parameters().forEach(parameter -> kept.add(parameter.value()));
    List<Node> nodes = graph.nodes();
    for (int place = 0; place < nodes.size(); place++) {
      add(nodes.get(place), place);
    }
    note(sources(graph.results()), nodes.size());
  }

  private void add(Node node, int place) {
    node.results().forEach(result -> definitions.put(result, place));
    if (node.op() instanceof ConstantOp) {
      sources.put(node.result(), ImmutableSet.of());
      return;
    }
    ImmutableSet<Value> read = sources(node.uses());
    boolean inside = ValueMemory.isElementByElement(node.op()) && !memory.isStored(node.result());
    if (inside) {
      sources.put(node.result(), read);
    } else {
      note(read, place);
      kept.addAll(node.results());
    }
  }

  private void note(Set<Value> read, int place) {
    read.forEach(value -> reads.put(value, place));
  }

  private ImmutableSet<Value> sources(List<Value> values) {
    ImmutableSet.Builder<Value> all = ImmutableSet.builder();
    values.forEach(value -> all.addAll(sources(value)));
    return all.build();
  }

  /// What is read from memory where a value is read.
  ImmutableSet<Value> sources(Value value) {
    return isKept(value) ? ImmutableSet.of(value) : sources.getOrDefault(value, ImmutableSet.of());
  }

  /// Whether a value is in memory from where it is defined to where it is read.
  boolean isKept(Value value) {
    return kept.contains(value);
  }

  /// Places of the nodes that read a kept value, and the number of nodes if the function returns
  /// it.
  SortedSet<Integer> of(Value value) {
    return reads.get(value);
  }

  /// Notes one more read.
  void add(Value value, int place) {
    reads.put(value, place);
  }

  /// The place of the node that defines a value, if it is not a parameter.
  Optional<Integer> definition(Value value) {
    return Optional.ofNullable(definitions.get(value));
  }

  Node node(int place) {
    return graph.nodes().get(place);
  }

  boolean isConstant(Value value) {
    return definition(value).filter(place -> node(place).op() instanceof ConstantOp).isPresent();
  }

  boolean isReturned(Value value) {
    return of(value).contains(graph.nodes().size());
  }
}
