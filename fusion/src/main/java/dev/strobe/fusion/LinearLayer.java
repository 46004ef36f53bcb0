package dev.strobe.fusion;

import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.Optional;

/// Rows times a matrix, possibly converted, possibly plus a vector.
record LinearLayer(DotGeneralOp dot, Optional<Value> bias) {
  static Optional<LinearLayer> of(Value value, GraphIndex index) {
    Optional<BinaryOp> sum = index.binary(value, BinaryOp.Kind.ADD);
    Optional<Value> bias =
        sum.flatMap(op -> index.op(op.rhs(), BroadcastInDimOp.class))
            .map(BroadcastInDimOp::operand);
    Value product = bias.isPresent() ? sum.get().lhs() : value;
    return index
        .op(index.behind(product, ConvertOp.class), DotGeneralOp.class)
        .filter(dot -> dot.dimensions().rhsContracting().length() == 1)
        .map(dot -> new LinearLayer(dot, bias));
  }

  Value x() {
    return dot.lhs();
  }

  Value weight() {
    return dot.rhs();
  }
}
