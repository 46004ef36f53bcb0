package dev.strobe.fusion;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.ReshapeOp;
import java.util.Optional;

/// Which axes of a reshape's result are axes of its operand, as they are or as the inner one of two
/// that the operand has as one: of `[rows * columns, n]` to `[rows, columns, n]`, one column is
/// every `columns`th row.
record ReshapedAxes(TensorType from, TensorType to) {
  ReshapedAxes(ReshapeOp op) {
    this(op.operand().tensor(), op.type());
  }

  Cut within(Cut read) {
    if (!from.isStatic() || from.elementCount() == 0) {
      return Cut.whole(to.rank());
    }
    return read.onlyAlong(axis -> same(axis).isPresent() || column(read, axis).isPresent());
  }

  Cut operand(Cut result) {
    Cut cut = Cut.whole(from.rank());
    for (int axis = 0; axis < to.rank(); axis++) {
      if (result.at(axis).isPresent()) {
        int place = same(axis).orElseGet(() -> -1);
        Optional<Cut.Piece> piece = result.at(axis);
        if (place < 0) {
          Column column = column(result, axis).orElseThrow();
          place = column.axis();
          piece = Optional.of(column.piece());
        }
        cut = with(cut, place, piece);
      }
    }
    return cut;
  }

  private static Cut with(Cut cut, int place, Optional<Cut.Piece> piece) {
    return Cut.of(cut.pieces().size(), axis -> axis == place ? piece : cut.at(axis));
  }

  private record Column(int axis, Cut.Fixed piece) {}

  private Optional<Integer> same(int axis) {
    return to.dim(axis) == 1 ? Optional.empty() : axis(before(to, axis), to.dim(axis));
  }

  private Optional<Column> column(Cut read, int axis) {
    boolean one =
        axis > 0
            && read.at(axis - 1).isEmpty()
            && read.at(axis).isPresent()
            && read.at(axis).get() instanceof Cut.Fixed piece
            && piece.size() == 1;
    if (!one) {
      return Optional.empty();
    }
    long rows = to.dim(axis - 1);
    long columns = to.dim(axis);
    long start = ((Cut.Fixed) read.at(axis).get()).start();
    var piece = new Cut.Fixed(start, start + (rows - 1) * columns + 1, columns);
    return axis(before(to, axis - 1), rows * columns).map(place -> new Column(place, piece));
  }

  /// The operand's axis of a size that has so many elements before it.
  private Optional<Integer> axis(long before, long size) {
    for (int axis = 0; axis < from.rank(); axis++) {
      if (before(from, axis) == before && from.dim(axis) == size) {
        return Optional.of(axis);
      }
    }
    return Optional.empty();
  }

  private static long before(TensorType type, int axis) {
    long count = 1;
    for (int i = 0; i < axis; i++) {
      count *= type.dim(i);
    }
    return count;
  }
}
