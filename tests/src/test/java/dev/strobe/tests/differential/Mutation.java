package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ReduceOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Small changes to a function: operands of ops that commute in the other order, which should not
/// matter to any pass, and every other time another reader, another number, another axis, another
/// op or an attribute somewhere, which should.
record Mutation(Random random) {
  private static final int TRIES = 20;

  Graph of(Graph graph) {
    ImmutableList<Node> swapped =
        graph.nodes().stream().map(this::swapped).collect(ImmutableList.toImmutableList());
    Graph spelled = graph.withBody(swapped, graph.results());
    return random.nextBoolean() ? spelled : changed(spelled);
  }

  private Node swapped(Node node) {
    return node.op() instanceof BinaryOp op && op.kind().isCommutative() && random.nextInt(3) == 0
        ? node.withOp(new BinaryOp(op.kind(), op.rhs(), op.lhs()))
        : node;
  }

  private Graph changed(Graph graph) {
    for (int i = 0; i < TRIES; i++) {
      int place = random.nextInt(graph.nodes().size());
      Node node = graph.nodes().get(place);
      if (random.nextInt(3) == 0 && node.results().size() == 1) {
        return read(graph, node.result());
      }
      Optional<Node> other = changed(node);
      if (other.isPresent()) {
        List<Node> nodes = new ArrayList<>(graph.nodes());
        nodes.set(place, other.get());
        return graph.withBody(ImmutableList.copyOf(nodes), graph.results());
      }
    }
    return graph;
  }

  /// The graph with one result more.
  private static Graph read(Graph graph, Value value) {
    return new Graph(
        graph.name(),
        graph.parameters(),
        graph.nodes(),
        ImmutableList.<Value>builder().addAll(graph.results()).add(value).build(),
        ImmutableList.<String>builder().addAll(graph.resultNames()).add("read").build());
  }

  private Optional<Node> changed(Node node) {
    if (random.nextInt(8) == 0 && node.attributes().isEmpty()) {
      return Optional.of(
          new Node(
              node.op(),
              node.results(),
              node.location(),
              Optional.empty(),
              ImmutableMap.of("x.keep", "")));
    }
    return switch (node.op()) {
      case BinaryOp op -> Optional.of(node.withOp(ofOtherKind(op)));
      case ConstantOp op when isNumber(op.value()) ->
          Optional.of(node.withOp(new ConstantOp(half(op.value()))));
      case ReduceOp op -> alongAnotherAxis(node, op);
      case BroadcastInDimOp op when op.broadcastDimensions().length() == 1 -> {
        long axis = op.type().rank() - 1 - op.broadcastDimensions().get(0);
        yield op.type().dim((int) axis) == op.operand().tensor().dim(0)
            ? Optional.of(
                node.withOp(
                    new BroadcastInDimOp(op.operand(), op.type(), ImmutableLongArray.of(axis))))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static BinaryOp ofOtherKind(BinaryOp op) {
    BinaryOp.Kind kind =
        switch (op.kind()) {
          case ADD -> BinaryOp.Kind.SUBTRACT;
          case SUBTRACT, DIVIDE -> BinaryOp.Kind.MULTIPLY;
          case MAXIMUM -> BinaryOp.Kind.MINIMUM;
          case MULTIPLY -> BinaryOp.Kind.ADD;
          default -> op.kind();
        };
    return new BinaryOp(kind, op.lhs(), op.rhs());
  }

  private static boolean isNumber(Literal value) {
    return value.type().element().isFloat() && value.isSplat();
  }

  private static Literal half(Literal value) {
    return Literal.splat(value.type(), value.doubleAt(0) / 2);
  }

  private static Optional<Node> alongAnotherAxis(Node node, ReduceOp reduce) {
    TensorType type = reduce.inputs().getFirst().tensor();
    ImmutableLongArray axis = ImmutableLongArray.of(type.rank() - 1 - reduce.dimensions().get(0));
    Op op = new ReduceOp(reduce.inputs(), reduce.initValues(), axis, reduce.body());
    return op.resultTypes().equals(node.op().resultTypes())
        ? Optional.of(node.withOp(op))
        : Optional.empty();
  }
}
