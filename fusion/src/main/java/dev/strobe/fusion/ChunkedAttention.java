package dev.strobe.fusion;

import dev.strobe.ir.Chunks;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;

/// Attention written out for some tokens after others, so that the scores of a few live at a time.
///
/// The same sums in the same order: each token's row stands for itself.
record ChunkedAttention(AttentionOp op, long chunks) {
  /// Of chunks that hold so many tokens or fewer, all about as long.
  static ChunkedAttention of(AttentionOp op, long length) {
    return new ChunkedAttention(op, Math.ceilDiv(tokens(op), length));
  }

  /// Tokens that may be taken apart; none where axes are in another order than those of a cache.
  static long tokens(AttentionOp op) {
    return op.mask()
        .map(Value::tensor)
        .filter(mask -> op.layout().isGrouped(mask))
        .map(mask -> mask.dim(1))
        .orElse(0L);
  }

  Value expand(GraphBuilder b) {
    long tokens = tokens(op);
    return new Chunks(tokens, Math.ceilDiv(tokens, chunks))
        .concatenated(
            b, 2, op.queries(), (queries, from, to) -> part(b, queries, from, to).expand(b));
  }

  private AttentionOp part(GraphBuilder b, Value queries, long from, long to) {
    long rows = queries.tensor().dim(2) / tokens(op);
    return new AttentionOp(
        b.slice(queries, 2, from * rows, to * rows),
        op.keys(),
        op.values(),
        b.slice(op.mask().orElseThrow(), 1, from, to),
        op.form());
  }
}
