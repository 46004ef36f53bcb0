package dev.strobe.fusion;

import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConstantOp;

/// Takes the ops that a pass adds, in order.
interface Emitter {
  /// Adds an op of one result, which is returned.
  Value emit(Op op);

  /// One number in every place.
  static ConstantOp number(TensorType type, double number) {
    return new ConstantOp(Literal.splat(type, number));
  }
}
