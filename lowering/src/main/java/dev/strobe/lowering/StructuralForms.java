package dev.strobe.lowering;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CustomCallOp;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.ForeignCompositeOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.TransferOp;
import java.util.List;

/// Gives ops that only a front end or a partitioner knows the form of one that XLA computes, and
/// refuses those that have none.
final class StructuralForms {
  private StructuralForms() {}

  static Program apply(Program program) {
    return NodeRewrite.apply(program, node -> List.of(node.withOp(op(node.op()))));
  }

  private static Op op(Op op) {
    return switch (op) {
      case CustomCallOp call -> annotation(call);
      case ExpectOp _ ->
          throw new InvalidOpException(
              op.name()
                  + " requires to be in @main and in no region to be carried out for a device, got"
                  + " another place");
      case ForeignCompositeOp composite -> composite.call();
      case TransferOp _ ->
          throw new InvalidOpException(
              op.name()
                  + " requires another process or a host at its other end, for which a device would"
                  + " wait for ever, got none; --device interpreter has send, recv and outfeed");
      default -> op;
    };
  }

  /// The operand, in an op that XLA drops.
  private static Op annotation(CustomCallOp call) {
    call.requireKnown();
    Value operand = call.inputs().getFirst();
    return operand.type() instanceof TensorType tensor
        ? new ReshapeOp(operand, tensor)
        : new OptimizationBarrierOp(ImmutableList.of(operand));
  }
}
