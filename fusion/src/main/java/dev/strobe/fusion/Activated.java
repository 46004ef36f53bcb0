package dev.strobe.fusion;

import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.GatedFeedForwardOp.Activation;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;

/// What went through an activation, as far as its last ops tell.
record Activated(Value x, Activation by) {
  static Optional<Activated> of(Value value, GraphIndex index) {
    Optional<BinaryOp> quotient = index.binary(value, BinaryOp.Kind.DIVIDE);
    return quotient.isPresent()
        ? Optional.of(new Activated(quotient.get().lhs(), Activation.SILU_QUOTIENT))
        : index
            .binary(value, BinaryOp.Kind.MULTIPLY)
            .flatMap(
                product ->
                    gated(product.lhs(), product.rhs(), index)
                        .or(() -> gated(product.rhs(), product.lhs(), index)));
  }

  private static Optional<Activated> gated(Value x, Value gate, GraphIndex index) {
    if (index.unary(gate, UnaryOp.Kind.LOGISTIC).isPresent()) {
      return Optional.of(new Activated(x, Activation.SILU));
    }
    if (index.binary(gate, BinaryOp.Kind.DIVIDE).isPresent()) {
      return Optional.of(new Activated(x, Activation.SILU_RECIPROCAL));
    }
    Optional<BinaryOp> half = half(gate, index);
    if (half.filter(product -> isOnePlusTanh(product.lhs(), index)).isPresent()) {
      return Optional.of(new Activated(x, Activation.GELU_TANH_LAST));
    }
    return isOnePlusTanh(gate, index)
        ? half(x, index).map(product -> new Activated(product.lhs(), Activation.GELU_TANH))
        : Optional.empty();
  }

  private static Optional<BinaryOp> half(Value value, GraphIndex index) {
    return index
        .binary(value, BinaryOp.Kind.MULTIPLY)
        .filter(product -> index.number(product.rhs()).isPresent());
  }

  private static boolean isOnePlusTanh(Value value, GraphIndex index) {
    return index
        .binary(value, BinaryOp.Kind.ADD)
        .flatMap(sum -> index.unary(sum.lhs(), UnaryOp.Kind.TANH))
        .isPresent();
  }
}
