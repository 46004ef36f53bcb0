package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Keeps from XLA's simplifications what they get wrong, although the code that XLA generates for
/// the same ops is right (`docs/xla-differences.md`).
///
/// - `convert` of a complex constant with one number everywhere to a real type ends the process
///   with a segmentation fault.
/// - `dynamic_slice` takes an unsigned constant start from the upper half of its type for negative.
/// - `add` of two true constants gives false, as if it were exclusive.
/// - `compare` of constants in total order takes them as numbers: NaN is unordered, -0 is +0.
/// - `bitcast_convert` of a constant that came about by folding a `gather` may take its elements in
///   another order.
/// - `convolution` of integer constants is folded in f64, which holds no more than the largest
///   integer and not all of 64 bits.
/// - `atan2` of f64 with a constant may write nothing at all: the result is what the memory held.
/// - Two `bitcast_convert` in a row become one, of a rank that it cannot have.
/// - `slice` of no element behind the last one of a `concatenate` with an empty operand ends the
///   process.
///
/// Constants come about by simplification too, so operands are guarded whatever defines them.
final class FoldingGuards {
  /// What barriers define: XLA knows no constant there.
  private final Set<Value> unknown = new HashSet<>();

  /// What `bitcast_convert` makes, possibly in a function that is called.
  private final Set<Value> bits = new HashSet<>();

  /// What depends on a parameter of the program.
  private final Set<Value> variable = new HashSet<>();

  private FoldingGuards() {}

  static Program apply(Program program) {
    FoldingGuards guards = new FoldingGuards();
    program.main().parameters().forEach(parameter -> guards.variable.add(parameter.value()));
    ImmutableList<Graph> guarded =
        program.functions().stream()
            .map(function -> function.withBody(guards.nodes(function.nodes()), function.results()))
            .collect(toImmutableList());
    return program.withFunctions(guarded);
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    for (Node node : nodes) {
      addGuarded(node, out);
      if (node.uses().stream().anyMatch(variable::contains)) {
        variable.addAll(node.results());
      }
      if (node.op() instanceof BitcastConvertOp || node.op() instanceof CallOp) {
        bits.addAll(node.results());
      }
    }
    return out.build();
  }

  private void addGuarded(Node node, ImmutableList.Builder<Node> out) {
    switch (node.op()) {
      case OptimizationBarrierOp _ -> {
        unknown.addAll(node.results());
        out.add(node);
      }
      case BitcastConvertOp _ ->
          addBehindBarrier(node, value -> !variable.contains(value) || bits.contains(value), out);
      case CompareOp op when op.comparison() == CompareOp.Comparison.TOTALORDER ->
          addBehindBarrier(node, _ -> true, out);
      case ConvertOp op when !op.element().isComplex() ->
          addBehindBarrier(node, value -> value.tensor().element().isComplex(), out);
      case ConvolutionOp op when op.options().element().isInteger() ->
          addBehindBarrier(node, value -> !variable.contains(value), out);
      case DynamicSliceOp op -> addBehindBarrier(node, value -> isUnsignedStart(op, value), out);
      case BinaryOp op when op.kind() == BinaryOp.Kind.ADD && isBoolean(op) ->
          out.add(node.withOp(new BinaryOp(BinaryOp.Kind.OR, op.lhs(), op.rhs())));
      case BinaryOp op when op.kind() == BinaryOp.Kind.ATAN2 && isDouble(op) ->
          addBehindBarrier(node, value -> !variable.contains(value), out);
      case SliceOp op when type(op).elementCount() == 0 ->
          out.add(node.withOp(new ConstantOp(Literal.ofBytes(type(op), new byte[0]))));
      default -> out.add(node.withBodies(this::region));
    }
  }

  private static TensorType type(SliceOp op) {
    return (TensorType) op.resultTypes().getFirst();
  }

  private static boolean isUnsignedStart(DynamicSliceOp op, Value value) {
    return op.startIndices().contains(value)
        && value.tensor().element().kind() == ElementType.Kind.UNSIGNED;
  }

  private static boolean isDouble(BinaryOp op) {
    return op.lhs().tensor().element() == ElementType.F64;
  }

  private static boolean isBoolean(BinaryOp op) {
    return op.lhs().tensor().element().isBoolean();
  }

  private Region region(Region region) {
    return new Region(region.parameters(), nodes(region.nodes()), region.results());
  }

  /// The node reading those of its operands that are risky from a barrier.
  private void addBehindBarrier(
      Node node, Predicate<Value> risky, ImmutableList.Builder<Node> out) {
    List<Value> operands = new ArrayList<>(node.op().operands());
    ImmutableList<Value> barred =
        operands.stream()
            .filter(risky)
            .filter(value -> !unknown.contains(value))
            .distinct()
            .collect(toImmutableList());
    if (barred.isEmpty()) {
      out.add(node);
      return;
    }
    Node barrier = Node.of(new OptimizationBarrierOp(barred), node.location());
    operands.replaceAll(
        value -> barred.contains(value) ? barrier.results().get(barred.indexOf(value)) : value);
    out.add(barrier);
    out.add(node.withOp(node.op().withOperands(operands)));
  }
}
