package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.RotaryOp;
import dev.strobe.ir.op.SliceOp;
import java.util.Optional;

/// Makes one op of turning the two halves of the last axis by angles.
///
/// ```
/// %r, %i = halves of %x                   %y = composite "strobe.rotary" %x, %cos, %sin
/// %y = concatenate(%r * broadcast %cos - %i * broadcast %sin,
///                  %i * broadcast %cos + %r * broadcast %sin)
/// ```
public record FuseRotary() implements Pass {
  @Override
  public String name() {
    return "fuse-rotary";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseRotary::proposed);
  }

  private static Optional<RotaryOp> proposed(Node root, GraphIndex index) {
    return index
        .op(root.results().getFirst(), ConcatenateOp.class)
        .filter(op -> op.inputs().size() == 2)
        .flatMap(op -> index.binary(op.inputs().getFirst(), BinaryOp.Kind.SUBTRACT))
        .flatMap(
            turned -> {
              var real = index.binary(turned.lhs(), BinaryOp.Kind.MULTIPLY);
              var imaginary = index.binary(turned.rhs(), BinaryOp.Kind.MULTIPLY);
              return real.isEmpty() || imaginary.isEmpty()
                  ? Optional.empty()
                  : rotary(real.get(), imaginary.get(), index);
            });
  }

  private static Optional<RotaryOp> rotary(BinaryOp real, BinaryOp imaginary, GraphIndex index) {
    Optional<SliceOp> x = index.op(real.lhs(), SliceOp.class);
    Optional<BroadcastInDimOp> cosine = table(real.rhs(), index);
    Optional<BroadcastInDimOp> sine = table(imaginary.rhs(), index);
    return x.isEmpty() || cosine.isEmpty() || sine.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RotaryOp(
                x.get().operand(),
                cosine.get().operand(),
                sine.get().operand(),
                cosine.get().broadcastDimensions()));
  }

  private static Optional<BroadcastInDimOp> table(Value value, GraphIndex index) {
    return index.op(index.behind(value, ConvertOp.class), BroadcastInDimOp.class);
  }
}
