package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which part of each axis of a tensor is read; nothing for all of it.
record Cut(ImmutableList<Optional<Piece>> pieces) {
  /// Part of one axis.
  sealed interface Piece {
    long size();
  }

  /// A part between known indices.
  record Fixed(long start, long limit, long stride) implements Piece {
    @Override
    public long size() {
      return Math.ceilDiv(limit - start, stride);
    }
  }

  /// A part from a computed index on, an integer scalar that is clamped as `dynamic_slice` does.
  record Moving(Value start, long size) implements Piece {}

  static Cut of(int rank, IntFunction<Optional<Piece>> piece) {
    return new Cut(
        IntStream.range(0, rank).mapToObj(piece).collect(ImmutableList.toImmutableList()));
  }

  static Cut whole(int rank) {
    return of(rank, _ -> Optional.empty());
  }

  static Cut of(SliceOp op) {
    TensorType type = op.operand().tensor();
    return of(
        type.rank(),
        axis ->
            fixed(
                new Fixed(
                    op.startIndices().get(axis),
                    op.limitIndices().get(axis),
                    op.strides().get(axis)),
                type.dim(axis)));
  }

  static Cut of(DynamicSliceOp op, GraphIndex index) {
    TensorType type = op.operand().tensor();
    return of(
        type.rank(),
        axis -> {
          long size = op.sliceSizes().get(axis);
          Value start = op.startIndices().get(axis);
          long last = type.dim(axis) - size;
          return last == 0
              ? Optional.empty()
              : Optional.of(
                  index.integer(start).isPresent()
                      ? at(Math.clamp(index.integer(start).getAsLong(), 0, last), size)
                      : new Moving(start, size));
        });
  }

  private static Fixed at(long start, long size) {
    return new Fixed(start, start + size, 1);
  }

  private static Optional<Piece> fixed(Fixed piece, long size) {
    return piece.size() == size ? Optional.empty() : Optional.of(piece);
  }

  boolean isWhole() {
    return pieces.stream().allMatch(Optional::isEmpty);
  }

  Optional<Piece> at(int axis) {
    return pieces.get(axis);
  }

  /// What is read of axes that pass, all of the others.
  Cut onlyAlong(IntPredicate axes) {
    return of(pieces.size(), axis -> axes.test(axis) ? at(axis) : Optional.empty());
  }

  /// A part that holds both.
  Cut joined(Cut other) {
    return equals(other) ? this : onlyAlong(axis -> at(axis).equals(other.at(axis)));
  }

  /// What is left to cut where something has been cut already.
  Cut after(Cut done) {
    return onlyAlong(axis -> done.at(axis).isEmpty());
  }

  /// The type of what is read of a tensor.
  TensorType of(TensorType type) {
    return type.withDims(
        IntStream.range(0, type.rank())
            .mapToLong(axis -> at(axis).map(Piece::size).orElse(type.dim(axis))));
  }

  /// Reads the part.
  Value read(Value value, Emitter to) {
    Value part = value;
    for (int axis = 0; axis < pieces.size(); axis++) {
      if (at(axis).isPresent() && at(axis).get() instanceof Moving piece) {
        part = to.emit(slice(part, axis, piece, to));
      }
    }
    return isFixed() ? to.emit(slice(part)) : part;
  }

  private boolean isFixed() {
    return pieces.stream().anyMatch(piece -> piece.isPresent() && piece.get() instanceof Fixed);
  }

  private SliceOp slice(Value value) {
    ImmutableLongArray.Builder starts = ImmutableLongArray.builder();
    ImmutableLongArray.Builder limits = ImmutableLongArray.builder();
    ImmutableLongArray.Builder strides = ImmutableLongArray.builder();
    for (int axis = 0; axis < pieces.size(); axis++) {
      boolean cuts = at(axis).isPresent() && at(axis).get() instanceof Fixed;
      Fixed piece = cuts ? (Fixed) at(axis).get() : at(0, value.tensor().dim(axis));
      starts.add(piece.start());
      limits.add(piece.limit());
      strides.add(piece.stride());
    }
    return new SliceOp(value, starts.build(), limits.build(), strides.build());
  }

  private static DynamicSliceOp slice(Value value, int axis, Moving piece, Emitter to) {
    long[] sizes = value.tensor().dims().toArray();
    sizes[axis] = piece.size();
    Value zero = to.emit(Emitter.number(piece.start().tensor(), 0));
    List<Value> starts = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      starts.add(i == axis ? piece.start() : zero);
    }
    return new DynamicSliceOp(
        value, ImmutableList.copyOf(starts), ImmutableLongArray.copyOf(sizes));
  }
}
