package dev.strobe.fusion;

import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;
import java.util.OptionalDouble;

/// A value that was divided by a root: `x * broadcast(rsqrt(mean + epsilon))`.
record NormScale(Value x, double epsilon, Mean mean) {
  static Optional<NormScale> of(Value value, GraphIndex index) {
    return index
        .binary(value, BinaryOp.Kind.MULTIPLY)
        .flatMap(
            product ->
                index
                    .broadcast(product.rhs())
                    .flatMap(root -> index.unary(root, UnaryOp.Kind.RSQRT))
                    .flatMap(sum -> index.binary(sum, BinaryOp.Kind.ADD))
                    .flatMap(sum -> of(product.lhs(), sum, index)));
  }

  private static Optional<NormScale> of(Value x, BinaryOp sum, GraphIndex index) {
    OptionalDouble epsilon = index.number(sum.rhs());
    Mean mean =
        index.binary(sum.lhs(), BinaryOp.Kind.DIVIDE).isPresent() ? Mean.DIVIDED : Mean.SCALED;
    return epsilon.isPresent()
        ? Optional.of(new NormScale(x, epsilon.getAsDouble(), mean))
        : Optional.empty();
  }
}
