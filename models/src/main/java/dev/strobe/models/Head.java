package dev.strobe.models;

import dev.strobe.ir.Chunks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.OptionalDouble;

/// What follows the final norm: from rows `[rows, model]` to what is said of the next token.
record Head(Layers layers, WeightMatrix weight, OptionalDouble softcap) {
  /// Rows whose logits live at a time where no more than a number of each is asked for.
  private static final long CHUNK = 64;

  /// `[rows, vocabulary]`.
  Value logits(Value rows) {
    Value logits = layers.project(rows, weight);
    if (softcap.isPresent()) {
      logits = layers.softcap(logits, softcap.getAsDouble());
    }
    return layers.cast(logits, layers.precision().logits());
  }

  /// Natural logarithms of the targets' probabilities, `[rows]`, a chunk of rows at a time.
  ///
  /// @param targets ids, as many as there are rows
  Value logProbabilities(Value rows, Value targets) {
    GraphBuilder b = layers.builder();
    long count = rows.tensor().dim(0);
    Value ids = b.reshape(targets, count);
    return new Chunks(count, CHUNK)
        .concatenated(
            b,
            0,
            rows,
            (waiting, from, to) ->
                chosen(logits(b.slice(waiting, 0, from, to)), b.slice(ids, 0, from, to)));
  }

  private Value chosen(Value logits, Value ids) {
    GraphBuilder b = layers.builder();
    Value wide = layers.cast(logits, layers.precision().normalisation());
    TensorType type = wide.tensor();
    long[] dims = type.dims().toArray();
    Value peak = b.reduceMax(wide, 1);
    Value below = b.subtract(wide, b.broadcast(peak, dims, 0));
    Value places = b.iota(type.withElement(ElementType.S32), 1);
    Value is = b.compare(places, b.broadcast(ids, dims, 0), CompareOp.Direction.EQ);
    Value own = b.reduceSum(b.select(is, below, b.splat(type, 0)), 1);
    Value all = b.reduceSum(b.exponential(below), 1);
    return b.subtract(own, b.unary(UnaryOp.Kind.LOG, all));
  }
}
