package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.RmsNormOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// Multiplies the weights of a norm into the matrices behind it, where that is exact.
///
/// ```
/// %n = composite "strobe.rms_norm" %x, %w     %n = composite "strobe.rms_norm" %x, %ones
/// %y = dot %n, %m                             %y = dot %n, (%m * broadcast %w)
/// ```
///
/// Exact are powers of two from 1 on: they round neither a normed row, whose elements are no larger
/// than the root of its length, nor a matrix that stays finite, so that each product of two
/// elements is the same number. Weights and matrices have to be constants, and whoever reads the
/// norm has to be such a product.
public record FoldNormWeights() implements Pass {
  /// Far below what makes a normed row infinite in any type that is taken.
  private static final double MOST = 0x1p32;

  private static final ImmutableSet<ElementType> ELEMENTS =
      ImmutableSet.of(ElementType.BF16, ElementType.F32, ElementType.F64);

  @Override
  public String name() {
    return "fold-norm-weights";
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    Folding folding = new Folding(graph, context);
    folding.find();
    return folding.others.isEmpty()
        ? graph
        : NodeRewrite.apply(graph, node -> folding.others.getOrDefault(node, List.of(node)));
  }

  /// A function while norms give their weights away.
  private static final class Folding {
    private final Graph graph;
    private final PassContext context;
    private final Map<Value, Literal> constants = new HashMap<>();
    private final Map<Node, List<Node>> others = new HashMap<>();

    Folding(Graph graph, PassContext context) {
      this.graph = graph;
      this.context = context;
    }

    void find() {
      List<Node> norms = new ArrayList<>();
      for (Node node : graph.nodes()) {
        context.visit();
        if (node.op() instanceof ConstantOp constant) {
          constants.put(node.result(), constant.value());
        } else if (node.op() instanceof RmsNormOp norm && isExact(norm.weight())) {
          norms.add(node);
        }
      }
      if (!norms.isEmpty()) {
        GraphIndex index = new GraphIndex(graph);
        norms.forEach(norm -> fold(norm, (RmsNormOp) norm.op(), index));
      }
    }

    /// Whether all are powers of two, from 1 on, and one is not 1.
    private boolean isExact(Value weight) {
      Literal weights = constants.get(weight);
      return weights != null
          && ELEMENTS.contains(weights.type().element())
          && elements(weights).allMatch(w -> Math.scalb(1.0, Math.getExponent(w)) == w)
          && elements(weights).allMatch(w -> w >= 1 && w <= MOST)
          && elements(weights).anyMatch(w -> w > 1);
    }

    private void fold(Node node, RmsNormOp norm, GraphIndex index) {
      Literal weights = Objects.requireNonNull(constants.get(norm.weight()));
      Map<Node, List<Node>> products = new HashMap<>();
      for (Node reader : index.users(node.result())) {
        scaled(reader, node, weights, index)
            .ifPresent(matrix -> products.put(reader, reading(reader, matrix)));
      }
      if (!index.isReturned(node.result())
          && products.keySet().containsAll(index.users(node.result()))) {
        others.putAll(products);
        others.put(node, reading(node, Literal.splat(weights.type(), 1)));
        context.rewrote("folded weights of a norm", node.location());
      }
    }

    /// The matrix of a product with a norm along its last axis, each of its rows times a weight.
    private Optional<Literal> scaled(Node reader, Node norm, Literal weights, GraphIndex index) {
      ImmutableLongArray last = ImmutableLongArray.of(norm.result().tensor().rank() - 1);
      return reader.op() instanceof DotGeneralOp dot
              && index.areTogether(reader, norm)
              && dot.lhs().equals(norm.result())
              && dot.dimensions().lhsContracting().equals(last)
          ? Optional.ofNullable(constants.get(dot.rhs()))
              .filter(matrix -> matrix.type().element() == weights.type().element())
              .map(matrix -> product(matrix, weights, dot.dimensions().rhsContracting()))
              .filter(matrix -> elements(matrix).allMatch(Double::isFinite))
          : Optional.empty();
    }
  }

  /// A node with another right operand, after that.
  private static List<Node> reading(Node node, Literal right) {
    Node constant = Node.of(new ConstantOp(right), node.location());
    ImmutableList<Value> operands =
        ImmutableList.of(node.op().operands().getFirst(), constant.result());
    return List.of(constant, node.withOperands(operands));
  }

  private static DoubleStream elements(Literal literal) {
    return LongStream.range(0, literal.type().elementCount()).mapToDouble(literal::doubleAt);
  }

  private static Literal product(Literal matrix, Literal weights, ImmutableLongArray axis) {
    TensorType type = matrix.type();
    Value vector = new Value(weights.type());
    Value spread = new Value(type);
    Literal wide =
        Interpreter.run(new BroadcastInDimOp(vector, type, axis), List.of(weights)).getFirst();
    BinaryOp multiply = new BinaryOp(BinaryOp.Kind.MULTIPLY, spread, spread);
    return Interpreter.run(multiply, List.of(matrix, wide)).getFirst();
  }
}
