package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayList;
import java.util.List;

/// Attention written out for some tokens after others, so that the scores of a few live at a time.
///
/// The same sums in the same order: each token's row stands for itself. A chunk's queries wait for
/// the result of the chunk before, or a compiler could compute the scores of all chunks first.
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
    long length = Math.ceilDiv(tokens, chunks);
    List<Value> parts = new ArrayList<>();
    Value queries = op.queries();
    for (long from = 0; from < tokens; from += length) {
      if (!parts.isEmpty()) {
        var ordered =
            b.emit(new OptimizationBarrierOp(ImmutableList.of(queries, parts.removeLast())));
        queries = ordered.get(0);
        parts.add(ordered.get(1));
      }
      parts.add(part(b, queries, from, Math.min(tokens, from + length)).expand(b));
    }
    return parts.size() == 1 ? parts.getFirst() : b.concatenate(2, parts.toArray(Value[]::new));
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
