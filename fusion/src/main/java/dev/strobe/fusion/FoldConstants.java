package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.JointOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Computes with the interpreter what depends on constants alone.
///
/// ```
/// %c = constant dense<[1.0, 4.0]>         %y = constant dense<[1.0, 2.0]>
/// %y = sqrt %c
/// ```
///
/// A number that is everywhere stays one number. Any other result is folded only where it is small,
/// or no larger than constants that nobody else reads, so that a program's text does not grow. Left
/// alone: effects, random numbers, bodies of other than scalars, `iota` and what is repeated, which
/// say more than their numbers, and windows, whose work no size bounds.
public record FoldConstants() implements Pass {
  /// Bytes of a result that may always be written out.
  private static final long SMALL = 1024;

  /// Elements of any operand or result: what keeps the work small, a product of matrices included.
  private static final long MOST_ELEMENTS = 1 << 14;

  @Override
  public String name() {
    return "fold-constants";
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    ImmutableList<Node> nodes = new Folding(graph, context).nodes(graph.nodes());
    return context.rewrites().isEmpty() ? graph : graph.withBody(nodes, graph.results());
  }

  private record Folding(GraphIndex index, PassContext context, Map<Value, Literal> known) {
    Folding(Graph graph, PassContext context) {
      this(new GraphIndex(graph), context, new HashMap<>());
    }

    ImmutableList<Node> nodes(List<Node> nodes) {
      ImmutableList.Builder<Node> out = ImmutableList.builder();
      for (Node node : nodes) {
        context.visit();
        List<Literal> results = folded(node);
        for (int i = 0; i < results.size(); i++) {
          known.put(node.results().get(i), results.get(i));
        }
        boolean stays = results.isEmpty() || isRepeated(node, results.getFirst());
        out.addAll(stays ? List.of(node.withBodies(this::region)) : constants(node, results));
        if (!stays && !(node.op() instanceof ConstantOp)) {
          context.rewrote("folded " + node.op().name(), node.location());
        }
      }
      return out.build();
    }

    private static List<Node> constants(Node node, List<Literal> results) {
      List<Node> constants = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        constants.add(
            node.withOp(new ConstantOp(results.get(i)))
                .withResults(ImmutableList.of(node.results().get(i))));
      }
      return constants;
    }

    /// Whether a vector is repeated, which says more than its numbers.
    private static boolean isRepeated(Node node, Literal result) {
      return node.op() instanceof BroadcastInDimOp && !result.isSplat();
    }

    private Region region(Region region) {
      return new Region(region.parameters(), nodes(region.nodes()), region.results());
    }

    /// The results of a node, or none.
    private List<Literal> folded(Node node) {
      if (node.op() instanceof ConstantOp constant) {
        return List.of(constant.value());
      }
      List<Literal> operands = new ArrayList<>();
      for (Value operand : node.op().operands()) {
        Literal literal = known.get(operand);
        if (literal == null) {
          return List.of();
        }
        operands.add(literal);
      }
      boolean open = node.sharding().isEmpty() && node.attributes().isEmpty();
      if (operands.isEmpty() || !open || !isFoldable(node)) {
        return List.of();
      }
      try {
        return oneNumber(node, operands).orElseGet(() -> all(node, operands));
      } catch (InvalidOpException _) {
        // What the interpreter does not run is left to the device.
        return List.of();
      }
    }

    private List<Literal> all(Node node, List<Literal> operands) {
      boolean few =
          node.results().stream().allMatch(value -> isSmall(value.type()))
              && operands.stream().allMatch(each -> isSmall(each.type()));
      if (!few) {
        return List.of();
      }
      List<Literal> results = Interpreter.run(node.op(), operands);
      long size = results.stream().mapToLong(Folding::keptBytes).sum();
      return size <= Math.max(SMALL, replacedBytes(node, operands)) ? results : List.of();
    }

    /// Bytes of operands that nobody but this node reads.
    private long replacedBytes(Node node, List<Literal> operands) {
      Set<Value> own = new HashSet<>();
      long bytes = 0;
      for (int i = 0; i < operands.size(); i++) {
        Value operand = node.op().operands().get(i);
        if (isReadBy(node, operand) && own.add(operand)) {
          bytes += keptBytes(operands.get(i));
        }
      }
      return bytes;
    }

    private boolean isReadBy(Node node, Value value) {
      return !index.isReturned(value)
          && index.users(value).stream().allMatch(user -> user.equals(node));
    }

    private static long keptBytes(Literal literal) {
      return literal.isSplat() ? literal.type().element().hostBytes() : literal.type().byteSize();
    }

    /// What an op makes of one number in every place, however many those are.
    private static Optional<List<Literal>> oneNumber(Node node, List<Literal> operands) {
      boolean elementwise =
          switch (node.op()) {
            case UnaryOp _, BinaryOp _, CompareOp _, ConvertOp _, SelectOp _, ClampOp _ -> true;
            default -> false;
          };
      if (!elementwise || !operands.stream().allMatch(Literal::isSplat)) {
        return Optional.empty();
      }
      List<Literal> numbers =
          operands.stream()
              .map(each -> Literal.splat(TensorType.of(each.type().element()), each.element(0)))
              .toList();
      List<Value> scalars = numbers.stream().map(each -> new Value(each.type())).toList();
      Literal number = Interpreter.run(node.op().withOperands(scalars), numbers).getFirst();
      return Optional.of(List.of(Literal.splat(node.result().tensor(), number.element(0))));
    }
  }

  private static boolean isFoldable(Node node) {
    Op op = node.op();
    boolean excluded =
        op instanceof JointOp
            || op instanceof StructuralOp
            || op instanceof OptimizationBarrierOp
            || op instanceof RngBitGeneratorOp
            || op instanceof ReduceWindowOp
            || op instanceof SelectAndScatterOp
            || op instanceof ConvolutionOp;
    return op.isPure()
        && !excluded
        && node.captures().isEmpty()
        && op.operands().stream().allMatch(value -> isPlain(value.type()))
        && node.results().stream().allMatch(value -> isPlain(value.type()))
        && op.regions().stream()
            .flatMap(region -> region.nodes().stream())
            .allMatch(FoldConstants::isOfScalars);
  }

  private static boolean isOfScalars(Node node) {
    return (node.op() instanceof ConstantOp || isFoldable(node))
        && node.results().stream().allMatch(value -> value.tensor().isScalar());
  }

  private static boolean isPlain(Type type) {
    return type instanceof TensorType tensor && tensor.isStatic();
  }

  private static boolean isSmall(Type type) {
    return type instanceof TensorType tensor && tensor.elementCount() <= MOST_ELEMENTS;
  }
}
