package dev.strobe.fusion;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;

/// Two of a kind in a row -> one or none: `reshape(reshape x)`, `transpose(transpose x)`, `-(-x)`
/// and `not(not x)`.
record UndoTwice() implements RewriteRule {
  @Override
  public Optional<Value> rewrite(Node node, Rewriting to) {
    return switch (node.op()) {
      case ReshapeOp op ->
          to.op(op.operand(), ReshapeOp.class)
              .map(inner -> to.emit(new ReshapeOp(inner.operand(), op.type())));
      case TransposeOp op ->
          to.op(op.operand(), TransposeOp.class)
              .map(inner -> to.emit(new TransposeOp(inner.operand(), permutation(op, inner))));
      case UnaryOp op when op.kind() == UnaryOp.Kind.NEGATE || op.kind() == UnaryOp.Kind.NOT ->
          to.op(op.operand(), UnaryOp.class)
              .filter(inner -> inner.kind() == op.kind())
              .map(UnaryOp::operand);
      default -> Optional.empty();
    };
  }

  private static ImmutableLongArray permutation(TransposeOp outer, TransposeOp inner) {
    return ImmutableLongArray.copyOf(
        outer.permutation().stream().map(axis -> inner.permutation().get((int) axis)));
  }
}
