package dev.strobe.fusion;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Who defines and who uses each value of a function, bodies included, and small questions about
/// how a value came about.
final class GraphIndex {
  private final Map<Value, Entry> entries = new HashMap<>();
  private int lastBody;

  /// What is known of one value.
  private static final class Entry {
    private Optional<Node> definition = Optional.empty();
    private int body;
    private List<Node> users = List.of();
    private boolean isReturned;

    void addUser(Node node) {
      users = users.isEmpty() ? new ArrayList<>(2) : users;
      users.add(node);
    }
  }

  GraphIndex(Graph graph) {
    add(graph.nodes(), graph.results(), lastBody);
  }

  private void add(List<Node> nodes, List<Value> results, int body) {
    for (Node node : nodes) {
      for (Value result : node.results()) {
        Entry entry = entry(result);
        entry.definition = Optional.of(node);
        entry.body = body;
      }
      for (Value operand : node.op().operands()) {
        entry(operand).addUser(node);
      }
      for (Region region : node.op().regions()) {
        add(region.nodes(), region.results(), ++lastBody);
      }
    }
    for (Value result : results) {
      entry(result).isReturned = true;
    }
  }

  private Entry entry(Value value) {
    return entries.computeIfAbsent(value, _ -> new Entry());
  }

  private Entry known(Value value) {
    Entry entry = entries.get(value);
    return entry == null ? new Entry() : entry;
  }

  Optional<Node> definition(Value value) {
    return known(value).definition;
  }

  /// Nodes that read a value as an operand, in bodies too.
  List<Node> users(Value value) {
    return known(value).users;
  }

  /// Whether the function or a body returns a value.
  boolean isReturned(Value value) {
    return known(value).isReturned;
  }

  /// Whether two nodes stand in one body.
  boolean areTogether(Node a, Node b) {
    return known(a.results().getFirst()).body == known(b.results().getFirst()).body;
  }

  /// The op that defines a value, if it is one of that kind.
  <O extends Op> Optional<O> op(Value value, Class<O> type) {
    return definition(value).map(Node::op).filter(type::isInstance).map(type::cast);
  }

  /// The binary op of a kind that defines a value; where it commutes, its plainer operand is on the
  /// right: a number, then what is broadcast, then a function of one operand.
  Optional<BinaryOp> binary(Value value, BinaryOp.Kind kind) {
    return op(value, BinaryOp.class).filter(op -> op.kind() == kind).map(this::plainerLast);
  }

  private BinaryOp plainerLast(BinaryOp op) {
    return op.kind().isCommutative() && plainness(op.lhs()) > plainness(op.rhs())
        ? new BinaryOp(op.kind(), op.rhs(), op.lhs())
        : op;
  }

  private int plainness(Value value) {
    Value inner = behind(value, ConvertOp.class);
    return op(inner, ConstantOp.class).isPresent()
        ? 3
        : op(inner, BroadcastInDimOp.class).isPresent()
            ? 2
            : op(inner, UnaryOp.class).isPresent() ? 1 : 0;
  }

  /// The operand of the unary op that defines a value.
  Optional<Value> unary(Value value, UnaryOp.Kind kind) {
    return op(value, UnaryOp.class).filter(op -> op.kind() == kind).map(UnaryOp::operand);
  }

  /// What a value is made of by ops of one operand, going back over those of one kind.
  Value behind(Value value, Class<? extends Op> type) {
    Optional<? extends Op> op = op(value, type);
    return op.isPresent() ? op.get().operands().getFirst() : value;
  }

  /// What is broadcast to a value.
  Optional<Value> broadcast(Value value) {
    return op(value, BroadcastInDimOp.class).map(BroadcastInDimOp::operand);
  }

  /// The number that a constant holds everywhere.
  OptionalDouble number(Value value) {
    return op(value, ConstantOp.class)
        .map(ConstantOp::value)
        .filter(literal -> literal.isSplat() && !literal.type().element().isComplex())
        .map(literal -> OptionalDouble.of(literal.doubleAt(0)))
        .orElse(OptionalDouble.empty());
  }

  /// The integer that a constant scalar holds.
  OptionalLong integer(Value value) {
    return op(value, ConstantOp.class)
        .map(ConstantOp::value)
        .filter(literal -> literal.type().isScalar() && literal.type().element().isInteger())
        .filter(literal -> literal.longAt(0) >= 0 || literal.type().element() != ElementType.U64)
        .map(literal -> OptionalLong.of(literal.longAt(0)))
        .orElse(OptionalLong.empty());
  }
}
