package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Adds ops that move elements without looking at them.
record RandomMovement(RandomFunction f) {
  private static final List<ElementType> INDICES =
      List.of(
          ElementType.S32,
          ElementType.S32,
          ElementType.S64,
          ElementType.U8,
          ElementType.U32,
          ElementType.S16);

  void constant() {
    Tracked x = f.any();
    Value value = f.emit(new ConstantOp(RandomLiterals.of(x.type(), f.random())));
    double bound = RandomLiterals.BOUND * (x.element().isComplex() ? 2 : 1);
    f.add(new Tracked(value, bound, 0));
  }

  void iota() {
    Tracked x = f.any(v -> v.type().rank() > 0 && !v.element().isBoolean());
    int axis = f.below(x.type().rank());
    f.add(new Tracked(f.emit(new IotaOp(x.type(), axis)), x.type().dim(axis), 0));
  }

  void broadcast() {
    Tracked x = f.any();
    int rank = x.type().rank();
    int resultRank = rank + f.below(Math.max(1, 4 - rank));
    List<Integer> axes = new ArrayList<>(IntStream.range(0, resultRank).boxed().toList());
    Collections.shuffle(axes, f.random());
    long[] sizes = LongStream.generate(() -> 1 + f.below(4)).limit(resultRank).toArray();
    long[] places = new long[rank];
    for (int d = 0; d < rank; d++) {
      places[d] = axes.get(d);
      long size = x.type().dim(d);
      sizes[axes.get(d)] = size == 1 ? sizes[axes.get(d)] : size;
    }
    TensorType type = x.type().withDims(sizes);
    addIfSmall(x, type, new BroadcastInDimOp(x.value(), type, ImmutableLongArray.copyOf(places)));
  }

  private void addIfSmall(Tracked x, TensorType type, Op op) {
    if (type.elementCount() <= RandomFunction.LARGEST_COUNT) {
      f.add(x.moved(f.emit(op)));
    }
  }

  void transpose() {
    Tracked x = ranked();
    List<Long> axes = new ArrayList<>(LongStream.range(0, x.type().rank()).boxed().toList());
    Collections.shuffle(axes, f.random());
    f.add(x.moved(f.emit(new TransposeOp(x.value(), ImmutableLongArray.copyOf(axes)))));
  }

  void reshape() {
    Tracked x = f.any();
    List<Long> sizes = new ArrayList<>();
    long rest = x.type().elementCount();
    for (long factor = 2; factor <= rest && sizes.size() < 2; factor++) {
      if (rest % factor == 0 && f.below(2) == 0) {
        sizes.add(factor);
        rest /= factor;
      }
    }
    sizes.add(rest);
    Collections.shuffle(sizes, f.random());
    TensorType type = x.type().withDims(sizes.stream().mapToLong(Long::longValue));
    f.add(x.moved(f.emit(new ReshapeOp(x.value(), type))));
  }

  void reverse() {
    Tracked x = ranked();
    f.add(x.moved(f.emit(new ReverseOp(x.value(), someAxes(x)))));
  }

  private ImmutableLongArray someAxes(Tracked x) {
    return ImmutableLongArray.copyOf(
        LongStream.range(0, x.type().rank()).filter(d -> f.below(2) == 0));
  }

  void slice() {
    Tracked x = ranked();
    int rank = x.type().rank();
    long[] starts = new long[rank];
    long[] limits = new long[rank];
    long[] strides = new long[rank];
    for (int d = 0; d < rank; d++) {
      starts[d] = f.below((int) x.type().dim(d) + 1);
      limits[d] = starts[d] + f.below((int) (x.type().dim(d) - starts[d]) + 1);
      strides[d] = 1L + f.below(3);
    }
    var op =
        new SliceOp(
            x.value(),
            ImmutableLongArray.copyOf(starts),
            ImmutableLongArray.copyOf(limits),
            ImmutableLongArray.copyOf(strides));
    f.add(x.moved(f.emit(op)));
  }

  void concatenate() {
    Tracked x = ranked();
    int axis = f.below(x.type().rank());
    long[] sizes = x.type().dims().toArray();
    sizes[axis] = f.below(4);
    Tracked y = f.of(x.type().withDims(sizes));
    Tracked z = f.of(x.type());
    var op = new ConcatenateOp(ImmutableList.of(x.value(), y.value(), z.value()), axis);
    if (((TensorType) op.resultTypes().getFirst()).elementCount() <= RandomFunction.LARGEST_COUNT) {
      Value result = f.emit(op);
      f.add(x.mixed(result, y).mixed(result, z));
    }
  }

  void pad() {
    Tracked x = f.any();
    Tracked padding = f.of(TensorType.of(x.element()));
    int rank = x.type().rank();
    long[] low = new long[rank];
    long[] high = new long[rank];
    long[] interior = new long[rank];
    for (int d = 0; d < rank; d++) {
      interior[d] = f.below(3);
      low[d] = f.below(6) - 2L;
      long size = x.type().dim(d) + Math.max(x.type().dim(d) - 1, 0) * interior[d] + low[d];
      high[d] = Math.max(f.below(6) - 2, -size);
    }
    var op =
        new PadOp(
            x.value(),
            padding.value(),
            ImmutableLongArray.copyOf(low),
            ImmutableLongArray.copyOf(high),
            ImmutableLongArray.copyOf(interior));
    if (((TensorType) op.resultTypes().getFirst()).elementCount() <= RandomFunction.LARGEST_COUNT) {
      f.add(x.mixed(f.emit(op), padding));
    }
  }

  void dynamicSlice() {
    Tracked x = ranked();
    var op = new DynamicSliceOp(x.value(), starts(x), ImmutableLongArray.copyOf(partSizes(x)));
    f.add(x.moved(f.emit(op)));
  }

  void dynamicUpdateSlice() {
    Tracked x = ranked();
    Tracked update = f.of(x.type().withDims(partSizes(x)));
    Value result = f.emit(new DynamicUpdateSliceOp(x.value(), update.value(), starts(x)));
    f.add(x.mixed(result, update));
  }

  /// Any integers: starts are clamped.
  private ImmutableList<Value> starts(Tracked x) {
    TensorType index = TensorType.of(f.oneOf(INDICES));
    return IntStream.range(0, x.type().rank())
        .mapToObj(d -> f.of(index).value())
        .collect(ImmutableList.toImmutableList());
  }

  private long[] partSizes(Tracked x) {
    return x.type().dims().stream().map(size -> Math.min(size, 1 + f.below(3))).toArray();
  }

  void barrier() {
    Tracked x = f.any();
    Tracked y = f.any();
    List<Value> results =
        f.builder().emit(new OptimizationBarrierOp(ImmutableList.of(x.value(), y.value())));
    f.add(x.moved(results.get(0)));
    f.add(y.moved(results.get(1)));
  }

  private Tracked ranked() {
    return f.any(v -> v.type().rank() > 0);
  }
}
