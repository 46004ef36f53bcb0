package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ScatterOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/// Adds gathers and scatters: along one axis, with or without a batching axis in front, or of
/// windows.
///
/// Windows of a scatter are one wide on the axis that indices choose, since XLA drops a whole
/// window and the specification only the elements outside; a scatter that overwrites has distinct
/// indices, since their order is open.
record RandomIndexing(RandomFunction f) {
  private static final List<ElementType> INDICES =
      List.of(ElementType.S32, ElementType.S32, ElementType.S64, ElementType.U8);

  /// Slices across one axis; the batch comes first if the operand's first axis goes along.
  void gatherRows() {
    Tracked x = f.any(v -> v.type().rank() > 0 && v.type().elementCount() > 0);
    int rank = x.type().rank();
    boolean batching = rank > 1 && f.below(3) == 0;
    int axis = batching ? 1 + f.below(rank - 1) : f.below(rank);
    long[] sizes = x.type().dims().toArray();
    sizes[axis] = 1;
    long[] batch = batching ? new long[] {sizes[0], 1 + f.below(3)} : new long[] {1 + f.below(4)};
    sizes[0] = batching ? 1 : sizes[0];
    int kept = rank - (batching ? 2 : 1);
    Value indices = f.of(TensorType.of(f.oneOf(INDICES), batch)).value();
    var numbers =
        new GatherOp.DimensionNumbers(
            range(batch.length, batch.length + kept),
            ImmutableLongArray.of(axis),
            batching ? ImmutableLongArray.of(0) : ImmutableLongArray.of(),
            batching ? ImmutableLongArray.of(0) : ImmutableLongArray.of(),
            ImmutableLongArray.of(axis),
            batch.length);
    add(x, new GatherOp(x.value(), indices, numbers, ImmutableLongArray.copyOf(sizes), false));
  }

  /// Boxes from computed corners; the box's axes lie around the batch.
  void gatherWindows() {
    Tracked x = f.any(v -> v.type().rank() > 1 && v.type().elementCount() > 0);
    int rank = x.type().rank();
    long[] sizes = x.type().dims().stream().map(size -> Math.min(size, 1 + f.below(3))).toArray();
    long batch = 1L + f.below(3);
    Value indices = f.of(TensorType.of(f.oneOf(INDICES), 2, batch)).value();
    var numbers =
        new GatherOp.DimensionNumbers(
            ImmutableLongArray.copyOf(LongStream.range(0, rank + 1).filter(d -> d != 1)),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(rank - 1, 0),
            0);
    add(x, new GatherOp(x.value(), indices, numbers, ImmutableLongArray.copyOf(sizes), false));
  }

  private void add(Tracked x, GatherOp op) {
    if (((TensorType) op.resultTypes().getFirst()).elementCount() <= RandomFunction.LARGEST_COUNT) {
      f.add(x.moved(f.emit(op)));
    }
  }

  /// Rows added to, or compared with, rows at computed places; those outside are dropped.
  void scatterCombining() {
    Tracked x = f.any(v -> v.type().rank() > 0 && v.type().elementCount() > 0);
    long count = 1L + f.below(4);
    Tracked updates = f.of(updateType(x, count));
    Value indices = f.of(TensorType.of(f.oneOf(INDICES), count)).value();
    BinaryOp.Kind kind = f.oneOf(kinds(x));
    GraphBuilder b = f.builder();
    Region body = b.region(x.element(), (old, update) -> b.binary(kind, old, update));
    addCombined(x, updates, kind, f.emit(scatter(x, indices, updates, body, false)), count);
  }

  private void addCombined(
      Tracked x, Tracked updates, BinaryOp.Kind kind, Value result, long count) {
    if (kind != BinaryOp.Kind.ADD) {
      f.add(x.mixed(result, updates));
      return;
    }
    double bound = x.bound() + count * updates.bound();
    double error = x.error() + count * updates.error();
    Tracked once = Tracked.rounded(result, bound, 0);
    f.add(new Tracked(result, once.bound(), error + count * once.error()));
  }

  private static List<BinaryOp.Kind> kinds(Tracked x) {
    return switch (x.element().kind()) {
      case COMPLEX -> List.of(BinaryOp.Kind.ADD);
      case BOOLEAN -> List.of(BinaryOp.Kind.OR, BinaryOp.Kind.AND);
      case FLOAT, SIGNED, UNSIGNED ->
          List.of(BinaryOp.Kind.ADD, BinaryOp.Kind.MAXIMUM, BinaryOp.Kind.MINIMUM);
    };
  }

  /// Rows overwritten at distinct places, some of them outside.
  void scatterOverwriting() {
    Tracked x = f.any(v -> v.type().rank() > 0 && v.type().elementCount() > 0);
    List<Integer> places = new ArrayList<>();
    for (int place = -1; place <= x.type().dim(0); place++) {
      places.add(place);
    }
    Collections.shuffle(places, f.random());
    int count = 1 + f.below(places.size());
    int[] chosen = places.stream().limit(count).mapToInt(Integer::intValue).toArray();
    Value indices =
        f.builder().constant(Literal.ofS32(TensorType.of(ElementType.S32, count), chosen));
    Tracked updates = f.of(updateType(x, count));
    Region body = f.builder().region(x.element(), (old, update) -> update);
    f.add(x.mixed(f.emit(scatter(x, indices, updates, body, true)), updates));
  }

  /// Rows added where a batching axis of operand, indices and updates goes along.
  void scatterBatches() {
    Tracked x = f.any(v -> v.type().rank() > 1 && v.type().elementCount() > 0);
    long batch = x.type().dim(0);
    long count = 1L + f.below(3);
    long[] sizes = x.type().dims().toArray();
    sizes[1] = count;
    Tracked updates = f.of(x.type().withDims(sizes));
    Value indices = f.of(TensorType.of(f.oneOf(INDICES), batch, count)).value();
    var numbers =
        new ScatterOp.DimensionNumbers(
            range(2, x.type().rank()),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(1),
            2);
    BinaryOp.Kind kind = f.oneOf(kinds(x));
    GraphBuilder b = f.builder();
    Region body = b.region(x.element(), (old, update) -> b.binary(kind, old, update));
    var op =
        new ScatterOp(
            ImmutableList.of(x.value()),
            indices,
            ImmutableList.of(updates.value()),
            numbers,
            new ScatterOp.Hints(false, false),
            body);
    addCombined(x, updates, kind, f.emit(op), count);
  }

  private static TensorType updateType(Tracked x, long count) {
    long[] sizes = x.type().dims().toArray();
    sizes[0] = count;
    return x.type().withDims(sizes);
  }

  private static ScatterOp scatter(
      Tracked x, Value indices, Tracked updates, Region body, boolean unique) {
    var numbers =
        new ScatterOp.DimensionNumbers(
            range(1, x.type().rank()),
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(0),
            1);
    return new ScatterOp(
        ImmutableList.of(x.value()),
        indices,
        ImmutableList.of(updates.value()),
        numbers,
        new ScatterOp.Hints(false, unique),
        body);
  }

  private static ImmutableLongArray range(long from, long to) {
    return ImmutableLongArray.copyOf(LongStream.range(from, to));
  }
}
