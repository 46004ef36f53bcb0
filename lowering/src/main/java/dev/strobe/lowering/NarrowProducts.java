package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Spells products with narrow weights so that XLA's CPU compiler reads the weights as they are.
///
/// It has kernels for s8 by s8 and bf16 by bf16, but not for one row: then, and wherever types are
/// mixed, it first makes a wider copy of the whole weight, each time (67 MB and ten times the time
/// for 4096 x 4096). So
///
/// - one row of s8 is multiplied twice, and one of the products dropped;
/// - f32 rows by a bf16 weight that is converted to f32 become three times as many rows of bf16,
///   whose sums are the f32 rows digit by digit. The products are the same; what remains is the
///   order of sums.
///
/// Only products of the entry function with rows `[rows, in]`, and for bf16 those with parameters
/// that are weights. A number too large for bf16 (above 3.39e38) would overflow.
final class NarrowProducts {
  private static final int BF16_EXPONENT = 8;
  private static final int BF16_MANTISSA = 7;

  /// Values that are a bf16 weight converted to f32.
  private final Map<Value, Value> widened = new HashMap<>();

  private NarrowProducts(Graph main) {
    Set<Value> weights =
        main.parameters().stream()
            .filter(parameter -> parameter.role() instanceof Role.Weight)
            .map(parameter -> parameter.value())
            .filter(value -> value.tensor().element() == ElementType.BF16)
            .collect(toImmutableSet());
    for (Node node : main.nodes()) {
      if (node.op() instanceof ConvertOp op
          && weights.contains(op.operand())
          && node.result().tensor().element() == ElementType.F32) {
        widened.put(node.result(), op.operand());
      }
    }
  }

  static Program apply(Program program) {
    Graph main = program.main();
    NarrowProducts products = new NarrowProducts(main);
    ImmutableList<Node> spelled =
        main.nodes().stream()
            .flatMap(node -> products.spelled(node).stream())
            .collect(toImmutableList());
    return program.withMain(main.withBody(products.used(spelled, main.results()), main.results()));
  }

  private ImmutableList<Node> spelled(Node node) {
    return node.op() instanceof DotGeneralOp op
        ? spelling(op).map(d -> d.replacing(node)).orElse(ImmutableList.of(node))
        : ImmutableList.of(node);
  }

  private Optional<Decomposition> spelling(DotGeneralOp op) {
    if (!hasPlainRows(op)) {
      return Optional.empty();
    }
    boolean integers =
        has(op.lhs(), ElementType.S8)
            && has(op.rhs(), ElementType.S8)
            && op.element() == ElementType.S32;
    if (integers && op.lhs().tensor().dim(0) == 1) {
      return Optional.of(Decomposition.of(b -> List.of(doubled(b, op))));
    }
    Value weight = widened.get(op.rhs());
    return weight != null && has(op.lhs(), ElementType.F32) && op.element() == ElementType.F32
        ? Optional.of(Decomposition.of(b -> List.of(digits(b, op, weight))))
        : Optional.empty();
  }

  private static boolean has(Value value, ElementType element) {
    return value.tensor().element() == element;
  }

  private static boolean hasPlainRows(DotGeneralOp op) {
    return op.lhs().tensor().rank() == 2
        && op.rhs().tensor().rank() == 2
        && op.dimensions().lhsBatching().isEmpty()
        && op.dimensions().lhsContracting().equals(ImmutableLongArray.of(1));
  }

  private static Value doubled(GraphBuilder b, DotGeneralOp op) {
    Value twice = b.concatenate(0, op.lhs(), op.lhs());
    return b.slice(b.emit(op.withOperands(List.of(twice, op.rhs()))).getFirst(), 0, 0, 1);
  }

  private static Value digits(GraphBuilder b, DotGeneralOp op, Value weight) {
    Value high = rounded(b, op.lhs());
    Value rest = b.subtract(op.lhs(), high);
    Value middle = rounded(b, rest);
    Value low = b.subtract(rest, middle);
    Value rows = b.convert(b.concatenate(0, high, middle, low), ElementType.BF16);
    var product = new DotGeneralOp(rows, weight, op.dimensions(), op.accuracy(), op.element());
    Value sums = b.emit(product).getFirst();
    long count = op.lhs().tensor().dim(0);
    Value lower = b.add(b.slice(sums, 0, count, 2 * count), b.slice(sums, 0, 2 * count, 3 * count));
    return b.add(b.slice(sums, 0, 0, count), lower);
  }

  private static Value rounded(GraphBuilder b, Value x) {
    return b.emit(new ReducePrecisionOp(x, BF16_EXPONENT, BF16_MANTISSA)).getFirst();
  }

  /// All nodes but the conversions that nobody reads any more.
  private ImmutableList<Node> used(ImmutableList<Node> nodes, ImmutableList<Value> results) {
    Set<Value> read = new HashSet<>(results);
    nodes.forEach(node -> read.addAll(node.uses()));
    return nodes.stream()
        .filter(node -> !isWidening(node) || read.contains(node.result()))
        .collect(toImmutableList());
  }

  private boolean isWidening(Node node) {
    return node.results().size() == 1 && widened.containsKey(node.result());
  }
}
