package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.LayerNormOp;
import java.util.Optional;

/// Makes one op of a layer norm along the last axis.
///
/// ```
/// %c = %x - broadcast(mean %x)            %y = composite "strobe.layer_norm" %x, %w, %b
/// %r = rsqrt(mean(%c * %c) + epsilon)
/// %y = %c * broadcast %r * broadcast %w + broadcast %b
/// ```
///
/// The bias may be missing. Both means are sums times one over the width, or divided by it.
public record FuseLayerNorm() implements Pass {
  @Override
  public String name() {
    return "fuse-layer-norm";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseLayerNorm::proposed);
  }

  private static Optional<LayerNormOp> proposed(Node root, GraphIndex index) {
    Optional<BinaryOp> shifted = index.binary(root.results().getFirst(), BinaryOp.Kind.ADD);
    Optional<Value> bias = shifted.flatMap(sum -> index.broadcast(sum.rhs()));
    Value scaled = bias.isPresent() ? shifted.get().lhs() : root.results().getFirst();
    return index
        .binary(scaled, BinaryOp.Kind.MULTIPLY)
        .flatMap(product -> norm(product, bias, index));
  }

  private static Optional<LayerNormOp> norm(
      BinaryOp scaled, Optional<Value> bias, GraphIndex index) {
    Optional<Value> weight = index.broadcast(scaled.rhs());
    Optional<NormScale> norm = NormScale.of(scaled.lhs(), index);
    Optional<BinaryOp> centred = norm.flatMap(n -> index.binary(n.x(), BinaryOp.Kind.SUBTRACT));
    return weight.isEmpty() || norm.isEmpty() || centred.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LayerNormOp(
                centred.get().lhs(), weight.get(), bias, norm.get().epsilon(), norm.get().mean()));
  }
}
