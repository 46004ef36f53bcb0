package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Optional;

/// `f(broadcast x)` -> `broadcast(f x)`, where the broadcast only adds axes of size one and the
/// other operand, if there is one, is one number everywhere. Broadcasts move towards the results
/// only, where they meet those that repeat.
record SinkUnitBroadcast() implements RewriteRule {
  @Override
  public Optional<Value> rewrite(Node node, Rewriting to) {
    return switch (node.op()) {
      case UnaryOp op when keepsType(node, op.operand()) ->
          sunk(op.operand(), op, List.of(op.operand()), to);
      case BinaryOp op when keepsType(node, op.lhs()) && isSplat(op.rhs(), to) ->
          sunk(op.lhs(), op, List.of(op.lhs(), op.rhs()), to);
      default -> Optional.empty();
    };
  }

  private static boolean keepsType(Node node, Value operand) {
    return node.result().type().equals(operand.type());
  }

  private static boolean isSplat(Value value, Rewriting to) {
    return to.op(value, ConstantOp.class).filter(op -> op.value().isSplat()).isPresent();
  }

  private static Optional<Value> sunk(Value moved, Op op, List<Value> operands, Rewriting to) {
    return to.op(moved, BroadcastInDimOp.class)
        .filter(SinkUnitBroadcast::addsUnitAxes)
        .map(
            broadcast -> {
              Value x = broadcast.operand();
              ImmutableList<Value> inner =
                  operands.stream()
                      .map(value -> value.equals(moved) ? x : splat(value, x.tensor(), to))
                      .collect(ImmutableList.toImmutableList());
              Value small = to.emit(op.withOperands(inner));
              return to.emit(
                  new BroadcastInDimOp(small, broadcast.type(), broadcast.broadcastDimensions()));
            });
  }

  private static Value splat(Value constant, TensorType type, Rewriting to) {
    Literal number = to.op(constant, ConstantOp.class).orElseThrow().value();
    return to.emit(new ConstantOp(Literal.splat(type, number.element(0))));
  }

  private static boolean addsUnitAxes(BroadcastInDimOp op) {
    TensorType from = op.operand().tensor();
    return from.isStatic()
        && op.type().isStatic()
        && from.rank() < op.type().rank()
        && from.elementCount() > 0
        && from.elementCount() == op.type().elementCount();
  }
}
