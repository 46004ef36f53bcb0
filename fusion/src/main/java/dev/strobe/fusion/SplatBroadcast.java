package dev.strobe.fusion;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ReshapeOp;
import java.util.Optional;

/// `broadcast(constant c)`, or `reshape` of it, where one number is everywhere -> `constant c`.
record SplatBroadcast() implements RewriteRule {
  @Override
  public Optional<Value> rewrite(Node node, Rewriting to) {
    boolean moves = node.op() instanceof BroadcastInDimOp || node.op() instanceof ReshapeOp;
    return moves && node.result().type() instanceof TensorType type && type.isStatic()
        ? to.op(node.op().operands().getFirst(), ConstantOp.class)
            .map(ConstantOp::value)
            .filter(value -> value.isSplat() && value.type().element() == type.element())
            .map(value -> to.emit(new ConstantOp(Literal.splat(type, value.element(0)))))
        : Optional.empty();
  }
}
