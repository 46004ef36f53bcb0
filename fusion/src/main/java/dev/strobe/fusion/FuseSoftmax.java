package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.SoftmaxOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;

/// Makes one op of a softmax along the last axis.
///
/// ```
/// %m = reduce max %x                      %y = composite "strobe.softmax" %x
/// %e = exponential(%x - broadcast %m)
/// %s = reduce add %e
/// %y = %e / broadcast %s
/// ```
public record FuseSoftmax() implements Pass {
  @Override
  public String name() {
    return "fuse-softmax";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseSoftmax::proposed, Anchors::softmax);
  }

  private static Optional<SoftmaxOp> proposed(Node root, GraphIndex index) {
    return index
        .binary(root.results().getFirst(), BinaryOp.Kind.DIVIDE)
        .flatMap(ratio -> index.unary(ratio.lhs(), UnaryOp.Kind.EXPONENTIAL))
        .flatMap(power -> index.binary(power, BinaryOp.Kind.SUBTRACT))
        .map(shifted -> new SoftmaxOp(shifted.lhs()));
  }
}
