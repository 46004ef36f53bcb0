package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.ArrayList;
import java.util.List;

/// A computation over rows that takes some after others, so that what is between lives for a few at
/// a time: each chunk waits, behind a barrier, for the result of the one before, or a compiler
/// could compute what is between for all of them first.
///
/// @param count rows in all
/// @param length rows of a chunk; the last one may have fewer
public record Chunks(long count, long length) {
  /// What is computed of the rows from one to before another.
  public interface Part {
    /// @param waiting all that the chunk takes its rows from
    Value of(Value waiting, long from, long to);
  }

  /// The parts one after another along an axis.
  ///
  /// @param whole what every chunk takes its rows from
  public Value concatenated(GraphBuilder b, int axis, Value whole, Part part) {
    Value waiting = whole;
    List<Value> parts = new ArrayList<>();
    for (long from = 0; from < count; from += length) {
      if (!parts.isEmpty()) {
        var ordered =
            b.emit(new OptimizationBarrierOp(ImmutableList.of(waiting, parts.removeLast())));
        waiting = ordered.get(0);
        parts.add(ordered.get(1));
      }
      parts.add(part.of(waiting, from, Math.min(count, from + length)));
    }
    return parts.size() == 1 ? parts.getFirst() : b.concatenate(axis, parts.toArray(Value[]::new));
  }
}
