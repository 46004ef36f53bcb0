package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.RmsNormOp;
import java.util.Optional;

/// Makes one op of a root mean square norm along the last axis.
///
/// ```
/// %s = reduce add (%x * %x)               %y = composite "strobe.rms_norm" %x, %w
/// %r = rsqrt(%s * (1/width) + epsilon)
/// %y = %x * broadcast %r * broadcast %w
/// ```
///
/// The mean may be a division by the width, too.
public record FuseRmsNorm() implements Pass {
  @Override
  public String name() {
    return "fuse-rms-norm";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseRmsNorm::proposed, Anchors::norm);
  }

  private static Optional<RmsNormOp> proposed(Node root, GraphIndex index) {
    return index
        .binary(root.results().getFirst(), BinaryOp.Kind.MULTIPLY)
        .flatMap(
            scaled ->
                NormScale.of(scaled.lhs(), index)
                    .flatMap(
                        norm ->
                            index
                                .broadcast(scaled.rhs())
                                .map(
                                    weight ->
                                        new RmsNormOp(
                                            norm.x(), weight, norm.epsilon(), norm.mean()))));
  }
}
