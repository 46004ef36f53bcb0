package dev.strobe.models;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp.Direction;
import java.util.ArrayList;
import java.util.List;

/// Keys and values of one layer kind: `[batch, kvHeads, slots, headSize]`.
///
/// A global layer has one slot a position. A local layer is a ring of `window + slack` slots,
/// position p at slot p mod slots, unless the whole capacity fits into that; then it is like a
/// global one. Whether a slot may be seen follows from positions alone: slot s holds the newest
/// position <= last that is congruent to s, where `last = start + T - 1` counts padded rows too.
/// They never hide a key that is still needed, because slack >= T.
record KvCache(LayerKind kind, int window, long slots, boolean ring) {
  static KvCache of(LayerKind kind, FlashConfig config, StepShape shape) {
    int window = config.attention().window();
    long ringSlots = (long) window + shape.slack();
    boolean ring = kind == LayerKind.LOCAL && ringSlots < shape.capacity();
    return new KvCache(kind, window, ring ? ringSlots : shape.capacity(), ring);
  }

  TensorType type(FlashConfig.Attention attention, StepShape shape, ElementType element) {
    return TensorType.of(element, shape.batch(), attention.kvHeads(), slots, attention.headSize());
  }

  /// The cache with new entries `[batch, kvHeads, tokens, headSize]` at positions from `start`.
  Value write(GraphBuilder b, Value cache, Value entries, Value start) {
    Value written = cache;
    int batch = (int) cache.tensor().dim(0);
    List<Value> rows = new ArrayList<>();
    boolean rolled = ring && entries.tensor().dim(2) > 1;
    for (int row = 0; row < batch; row++) {
      Value update = batch == 1 ? entries : b.slice(entries, 0, row, row + 1);
      Value first = slotOf(b, scalar(b, start, row));
      if (rolled) {
        Value old = batch == 1 ? cache : b.slice(cache, 0, row, row + 1);
        rows.add(rolledInto(b, old, update, first));
      } else {
        written = b.dynamicUpdateSlice(written, update, at(b, row, first));
      }
    }
    if (!rolled) {
      return written;
    }
    return batch == 1 ? rows.getFirst() : b.concatenate(0, rows.toArray(Value[]::new));
  }

  /// Which slots a query sees: positions `[batch, tokens]` to predicates `[batch, tokens, slots]`.
  Value visible(GraphBuilder b, Value positions) {
    long batch = positions.tensor().dim(0);
    long tokens = positions.tensor().dim(1);
    long[] sizes = {batch, tokens, slots};
    Value query = b.broadcast(positions, sizes, 0, 1);
    Value key = keyPositions(b, positions, sizes);
    Value mask = b.compare(key, query, Direction.LE);
    if (kind == LayerKind.LOCAL) {
      Value reach = b.add(key, b.splat(key.tensor(), window));
      mask = b.and(mask, b.compare(reach, query, Direction.GT));
    }
    if (ring) {
      mask = b.and(mask, b.compare(key, b.splat(key.tensor(), 0), Direction.GE));
    }
    return mask;
  }

  private Value keyPositions(GraphBuilder b, Value positions, long[] sizes) {
    TensorType type = TensorType.of(ElementType.S32, sizes);
    Value slot = b.iota(type, 2);
    if (!ring) {
      return slot;
    }
    Value last = b.slice(positions, 1, sizes[1] - 1, sizes[1]);
    Value newest = b.broadcast(b.reshape(last, sizes[0]), sizes, 0);
    Value count = b.splat(type, slots);
    Value ahead = b.add(b.subtract(newest, slot), count);
    return b.subtract(newest, b.binary(BinaryOp.Kind.REMAINDER, ahead, count));
  }

  private Value slotOf(GraphBuilder b, Value position) {
    return ring
        ? b.binary(BinaryOp.Kind.REMAINDER, position, b.constant(ElementType.S32, slots))
        : position;
  }

  /// One row's ring with several entries written from slot `first` on, across the end if need be:
  /// entries are laid out as a full ring that starts at zero, turned by `first`, and chosen where
  /// new. A copy of a ring is small beside the work on so many tokens.
  private Value rolledInto(GraphBuilder b, Value old, Value update, Value first) {
    TensorType type = old.tensor();
    long tokens = update.tensor().dim(2);
    TensorType rest = type.withDims(1, type.dim(1), slots - tokens, type.dim(3));
    Value ringOfNew = b.concatenate(2, update, b.splat(rest, 0));
    Value twice = b.concatenate(2, ringOfNew, ringOfNew);
    Value count = b.constant(ElementType.S32, slots);
    Value turned = b.dynamicSlice(twice, at(b, 0, b.subtract(count, first)), type.dims().toArray());
    TensorType indices = TensorType.of(ElementType.S32, slots);
    Value ahead =
        b.subtract(
            b.add(b.iota(indices, 0), b.splat(indices, slots)),
            b.broadcast(first, new long[] {slots}));
    Value offset = b.binary(BinaryOp.Kind.REMAINDER, ahead, b.splat(indices, slots));
    Value isNew = b.compare(offset, b.splat(indices, tokens), Direction.LT);
    return b.select(b.broadcast(isNew, type.dims().toArray(), 2), turned, old);
  }

  private static List<Value> at(GraphBuilder b, int row, Value slot) {
    Value zero = b.constant(ElementType.S32, 0);
    return List.of(b.constant(ElementType.S32, row), zero, slot, zero);
  }

  /// Element `row` of a vector as a scalar.
  static Value scalar(GraphBuilder b, Value vector, int row) {
    return b.reshape(vector.tensor().dim(0) == 1 ? vector : b.slice(vector, 0, row, row + 1L));
  }
}
