package dev.strobe.fusion;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BroadcastInDimOp;
import java.util.Optional;

/// `broadcast(broadcast(x, dims = a), dims = b)` -> `broadcast(x, dims = b[a])`: one node fewer for
/// this reader.
record MergeBroadcasts() implements RewriteRule {
  @Override
  public Optional<Value> rewrite(Node node, Rewriting to) {
    return node.op() instanceof BroadcastInDimOp outer
        ? to.op(outer.operand(), BroadcastInDimOp.class).map(inner -> to.emit(merged(outer, inner)))
        : Optional.empty();
  }

  private static BroadcastInDimOp merged(BroadcastInDimOp outer, BroadcastInDimOp inner) {
    ImmutableLongArray dimensions =
        ImmutableLongArray.copyOf(
            inner.broadcastDimensions().stream()
                .map(axis -> outer.broadcastDimensions().get((int) axis)));
    return new BroadcastInDimOp(inner.operand(), outer.type(), dimensions);
  }
}
