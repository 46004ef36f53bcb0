package dev.strobe.lowering;

import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes what XLA refuses, or takes for something else, in ops that it has
/// (`docs/xla-differences.md`).
///
/// - `cbrt` of complex numbers is refused.
/// - `bitcast_convert` takes a predicate for eight bits.
/// - `reduce_window` with negative padding may end the process.
/// - `rng_bit_generator` returns unsigned integers, whatever it is asked for.
/// - `sort` along an axis that is counted from the last reads memory in front of the shape's sizes:
///   some compilations of it sort, others do not.
final class MissingOps {
  private MissingOps() {}

  static Program apply(Program program) {
    return NodeRewrite.apply(
        program,
        node ->
            decomposition(node.op())
                .map(made -> (List<Node>) made.replacing(node))
                .orElse(List.of(node)));
  }

  private static Optional<Decomposition> decomposition(Op op) {
    return switch (op) {
      case UnaryOp o when o.kind() == UnaryOp.Kind.CBRT && isComplex(o.operand()) ->
          one(b -> cubeRoot(b, o.operand()));
      case BitcastConvertOp o when PredicateBits.arePacked(o) ->
          one(b -> PredicateBits.packed(b, o));
      case BitcastConvertOp o when PredicateBits.areUnpacked(o) ->
          one(b -> PredicateBits.unpacked(b, o));
      case ReduceWindowOp o when PaddedWindows.takesAway(o.window()) ->
          Optional.of(Decomposition.of(b -> PaddedWindows.padded(b, o)));
      case RngBitGeneratorOp o when o.output().element().kind() != ElementType.Kind.UNSIGNED ->
          Optional.of(Decomposition.of(b -> unsignedBits(b, o)));
      case SortOp o when o.dimension() < 0 ->
          Optional.of(
              Decomposition.of(
                  b -> b.emit(new SortOp(o.inputs(), o.axis(), o.isStable(), o.comparator()))));
      default -> Optional.empty();
    };
  }

  private static Optional<Decomposition> one(Function<GraphBuilder, Value> formula) {
    return Optional.of(Decomposition.of(b -> List.of(formula.apply(b))));
  }

  private static boolean isComplex(Value value) {
    return value.tensor().element().isComplex();
  }

  /// The principal root, whose angle is a third.
  private static Value cubeRoot(GraphBuilder b, Value z) {
    Value real = b.unary(UnaryOp.Kind.REAL, z);
    Value imaginary = b.unary(UnaryOp.Kind.IMAG, z);
    Value angle = b.binary(BinaryOp.Kind.ATAN2, imaginary, real);
    Value third = b.divide(angle, b.splat(angle.tensor(), 3));
    Value length = b.unary(UnaryOp.Kind.CBRT, b.unary(UnaryOp.Kind.ABS, z));
    return b.complex(
        b.multiply(length, b.unary(UnaryOp.Kind.COSINE, third)),
        b.multiply(length, b.unary(UnaryOp.Kind.SINE, third)));
  }

  private static List<Value> unsignedBits(GraphBuilder b, RngBitGeneratorOp op) {
    ElementType word = PredicateBits.unsigned(op.output().element().bits());
    TensorType words = op.output().withElement(word);
    List<Value> both = b.emit(new RngBitGeneratorOp(op.initialState(), op.algorithm(), words));
    Value taken = b.emit(new BitcastConvertOp(both.get(1), op.output())).getFirst();
    return List.of(both.get(0), taken);
  }
}
