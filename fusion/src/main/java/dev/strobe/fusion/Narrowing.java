package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A function while its values become the parts of them that are read: backwards to learn which
/// these are, then forwards to compute them.
final class Narrowing {
  private final Graph graph;
  private final PassContext context;
  private final RowWise rules;

  /// What the readers of a value need, as far as they have been looked at, if it is not all of it.
  private final Map<Value, Cut> read = new HashMap<>();

  /// Values of which somebody reads all.
  private final Set<Value> whole = new HashSet<>();

  /// Values that are computed in part only, and which part.
  private final Map<Value, Cut> parts = new HashMap<>();

  private final Map<Value, Integer> places = new HashMap<>();
  private final Substitution substitution = new Substitution();
  private final List<Node> out = new ArrayList<>();

  Narrowing(Graph graph, PassContext context) {
    this.graph = graph;
    this.context = context;
    this.rules = new RowWise(new GraphIndex(graph));
  }

  Graph apply() {
    graph.results().forEach(this::readAll);
    for (int place = graph.nodes().size() - 1; place >= 0; place--) {
      context.visit();
      learn(graph.nodes().get(place), place);
    }
    if (parts.isEmpty()) {
      return graph;
    }
    for (Node node : graph.nodes()) {
      if (!isPart(node)) {
        place(node);
      }
    }
    return graph.withBody(ImmutableList.copyOf(out), substitution.of(graph.results()));
  }

  private boolean isPart(Node node) {
    return node.results().size() == 1 && parts.containsKey(node.result());
  }

  private void learn(Node node, int place) {
    boolean open = isOpen(node);
    Cut part = open ? part(node) : Cut.whole(0);
    if (!part.isWhole()) {
      parts.put(node.result(), part);
      places.put(node.result(), place);
    }
    if (!open || (part.isWhole() && !isSlice(node.op()))) {
      node.uses().forEach(this::readAll);
      return;
    }
    for (int i = 0; i < node.op().operands().size(); i++) {
      note(node.op().operands().get(i), rules.operand(node.op(), i, part));
    }
  }

  private void readAll(Value value) {
    whole.add(value);
  }

  private void note(Value value, Cut cut) {
    if (cut.isWhole()) {
      readAll(value);
    } else {
      read.merge(value, cut, Cut::joined);
    }
  }

  /// The part of a node's result to compute.
  private Cut part(Node node) {
    Cut cut = read.get(node.result());
    return cut == null || whole.contains(node.result())
        ? Cut.whole(node.result().tensor().rank())
        : rules.within(node.op(), cut);
  }

  /// Whether a node may become one of a part: all types are known, nothing else is said of it.
  private static boolean isOpen(Node node) {
    return node.results().size() == 1
        && isStatic(node.result())
        && node.op().operands().stream().allMatch(Narrowing::isStatic)
        && node.sharding().isEmpty()
        && node.attributes().isEmpty()
        && node.captures().isEmpty();
  }

  private static boolean isStatic(Value value) {
    return value.type() instanceof TensorType type && type.isStatic();
  }

  private void place(Node node) {
    boolean moves =
        isSlice(node.op()) && isOpen(node) && parts.containsKey(node.op().operands().getFirst());
    if (!moves) {
      out.add(substitution.of(node));
      return;
    }
    Cut all = Cut.whole(node.result().tensor().rank());
    substitution.put(node.result(), operand(node, 0, all));
    context.rewrote("moved " + node.op().name(), node.location());
  }

  static boolean isSlice(Op op) {
    return op instanceof SliceOp || op instanceof DynamicSliceOp;
  }

  /// What stands for an operand of a node of which this part is computed.
  private Value operand(Node node, int i, Cut part) {
    Value value = node.op().operands().get(i);
    compute(value);
    Cut wanted = rules.operand(node.op(), i, part);
    Cut done = parts.getOrDefault(value, Cut.whole(value.tensor().rank()));
    return wanted.after(done).read(substitution.of(value), emitter(node.location()));
  }

  private Emitter emitter(Location location) {
    return op -> {
      Node node = Node.of(op, location);
      out.add(node);
      return node.result();
    };
  }

  /// Computes the part of a value that is read, and those that it needs, if it was not before.
  private void compute(Value wanted) {
    if (!isMissing(wanted)) {
      return;
    }
    Set<Value> seen = new HashSet<>();
    Deque<Value> open = new ArrayDeque<>(List.of(wanted));
    while (!open.isEmpty()) {
      Value value = open.pop();
      if (isMissing(value) && seen.add(value)) {
        open.addAll(definition(value).op().operands());
      }
    }
    seen.stream().map(places::get).sorted().forEach(place -> narrow(graph.nodes().get(place)));
  }

  private boolean isMissing(Value value) {
    return parts.containsKey(value) && !substitution.has(value);
  }

  private Node definition(Value value) {
    return graph.nodes().get(places.getOrDefault(value, 0));
  }

  private void narrow(Node node) {
    Cut part = parts.getOrDefault(node.result(), Cut.whole(0));
    Op op = node.op();
    if (isSlice(op)) {
      substitution.put(node.result(), operand(node, 0, part));
      return;
    }
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < op.operands().size(); i++) {
      operands.add(operand(node, i, part));
    }
    substitution.put(node.result(), emitter(node.location()).emit(RowWise.of(op, operands, part)));
  }
}
