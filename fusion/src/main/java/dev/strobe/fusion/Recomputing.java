package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A function while values are computed again as a plan says.
///
/// What computes them reads behind an `optimization_barrier`, which waits for a value that exists
/// no sooner: a compiler neither merges it with the first computation nor runs it early. What is
/// computed inside readers from such values is written anew as well.
final class Recomputing {
  private final StoredReads reads;
  private final PassContext context;
  private final List<Node> out = new ArrayList<>();

  /// What stands for kept values from here on.
  private final Map<Value, Value> now = new HashMap<>();

  /// The last copies of nodes that are computed inside readers, by the values of the first ones.
  private final Map<Value, Node> copies = new HashMap<>();

  private Recomputing(StoredReads reads, PassContext context) {
    this.reads = reads;
    this.context = context;
  }

  static Graph apply(Graph graph, RecomputePlan plan, PassContext context) {
    Recomputing rewrite = new Recomputing(plan.reads(), context);
    for (int place = 0; place < graph.nodes().size(); place++) {
      context.visit();
      rewrite.place(graph.nodes().get(place), Optional.ofNullable(plan.recomputed().get(place)));
    }
    return graph.withBody(ImmutableList.copyOf(rewrite.out), graph.results());
  }

  private void place(Node node, Optional<Recomputed> again) {
    again.ifPresent(all -> compute(all, node));
    if (node.results().stream().allMatch(reads::isKept)) {
      out.add(reading(node));
    } else if (!isChanged(reads.sources(node.result()))) {
      out.add(node);
    }
  }

  private void compute(Recomputed all, Node reader) {
    List<Value> held = new ArrayList<>(all.inputs());
    held.remove(all.tie());
    held.add(all.tie());
    Node barrier =
        Node.of(
            new OptimizationBarrierOp(
                held.stream().map(this::latest).collect(ImmutableList.toImmutableList())),
            reader.location());
    out.add(barrier);
    Substitution late = new Substitution();
    for (int i = 0; i < held.size(); i++) {
      late.put(held.get(i), barrier.results().get(i));
    }
    for (int place : all.places()) {
      Node copy = copy(late.of(reads.node(place)));
      out.add(copy);
      late.put(reads.node(place).result(), copy.result());
    }
    now.put(all.tie(), late.of(all.tie()));
    for (Value value : all.values()) {
      now.put(value, late.of(value));
      Node first = reads.node(reads.definition(value).orElseThrow());
      context.rewrote("computed again for " + reader.op().name(), first.location());
    }
  }

  private Value latest(Value kept) {
    return now.getOrDefault(kept, kept);
  }

  private static Node copy(Node node) {
    return node.withResults(Node.of(node.op(), node.location()).results());
  }

  /// A node that reads what stands for values at its place.
  private Node reading(Node node) {
    Substitution late = new Substitution();
    node.uses().stream().filter(reads::isKept).forEach(value -> late.put(value, latest(value)));
    for (int place : inside(node)) {
      Node first = reads.node(place);
      first.uses().stream().filter(reads::isKept).forEach(kept -> late.put(kept, latest(kept)));
      Node other = late.of(first);
      Node last = copies.get(first.result());
      if (last == null || !last.op().equals(other.op())) {
        last = copy(other);
        copies.put(first.result(), last);
        out.add(last);
      }
      late.put(first.result(), last.result());
    }
    return late.of(node);
  }

  /// Places of nodes that are computed inside one and have to read other values.
  private SortedSet<Integer> inside(Node node) {
    SortedSet<Integer> places = new TreeSet<>();
    Deque<Value> open = new ArrayDeque<>(node.uses());
    while (!open.isEmpty()) {
      Value value = open.pop();
      if (!reads.isKept(value) && isChanged(reads.sources(value))) {
        int place = reads.definition(value).orElseThrow();
        if (places.add(place)) {
          open.addAll(reads.node(place).uses());
        }
      }
    }
    return places;
  }

  private boolean isChanged(Set<Value> sources) {
    return sources.stream().anyMatch(now::containsKey);
  }
}
