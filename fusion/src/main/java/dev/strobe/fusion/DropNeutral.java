package dev.strobe.fusion;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.Optional;
import java.util.stream.LongStream;

/// What changes nothing -> its operand: `x * 1`, `x / 1`, `x - 0`, `x + -0`, `max(x, -inf)` and
/// `min(x, inf)` of floats, `x + 0`, `x | 0` and the like of integers, a number first or last where
/// the op commutes; a slice of everything, and a `reshape`, `convert`, `broadcast` or `transpose`
/// to what it is.
///
/// `x + 0` of floats stays, since it makes 0 of -0.
record DropNeutral() implements RewriteRule {
  @Override
  public Optional<Value> rewrite(Node node, Rewriting to) {
    return switch (node.op()) {
      case BinaryOp op when isNeutral(op.kind(), op.rhs(), to) -> Optional.of(op.lhs());
      case BinaryOp op when op.kind().isCommutative() && isNeutral(op.kind(), op.lhs(), to) ->
          Optional.of(op.rhs());
      case ReshapeOp op -> unchanged(op.operand(), node);
      case ConvertOp op -> unchanged(op.operand(), node);
      case SliceOp op -> unchanged(op.operand(), node);
      case BroadcastInDimOp op when isInOrder(op.broadcastDimensions().stream()) ->
          unchanged(op.operand(), node);
      case TransposeOp op when isInOrder(op.permutation().stream()) ->
          unchanged(op.operand(), node);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> unchanged(Value operand, Node node) {
    return operand.type().equals(node.result().type()) && operand.tensor().isStatic()
        ? Optional.of(operand)
        : Optional.empty();
  }

  private static boolean isInOrder(LongStream axes) {
    long[] all = axes.toArray();
    return LongStream.range(0, all.length).allMatch(i -> all[(int) i] == i);
  }

  private static boolean isNeutral(BinaryOp.Kind kind, Value value, Rewriting to) {
    return to.op(value, ConstantOp.class)
        .map(ConstantOp::value)
        .filter(literal -> literal.isSplat() && !literal.type().element().isComplex())
        .filter(literal -> isNeutral(kind, literal.doubleAt(0), literal.type().element()))
        .isPresent();
  }

  private static boolean isNeutral(BinaryOp.Kind kind, double number, ElementType element) {
    boolean real = element.kind() == ElementType.Kind.FLOAT;
    boolean zero = number == 0;
    boolean negative = 1 / number < 0;
    return switch (kind) {
      case MULTIPLY, DIVIDE -> number == 1 && !element.isBoolean();
      case ADD -> zero && (!real || negative);
      case SUBTRACT -> zero && !(real && negative) && !element.isBoolean();
      case MAXIMUM -> real && number == Double.NEGATIVE_INFINITY;
      case MINIMUM -> real && number == Double.POSITIVE_INFINITY;
      case OR, XOR -> zero;
      default -> false;
    };
  }
}
