package dev.strobe.tests.differential;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicGatherOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.DynamicPadOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.SetDimensionSizeOp;
import java.util.List;
import java.util.stream.LongStream;

/// Adds ops whose shapes are values: constants, or computed of sizes of the operand. Some results
/// have a type of unknown sizes, which a `dynamic_reshape` makes known again.
record RandomShapes(RandomFunction f) {
  void any() {
    Tracked x = f.any(v -> v.type().rank() > 0 && v.type().elementCount() > 0);
    switch (f.below(8)) {
      case 0 -> reshape(x);
      case 1 -> broadcast(x);
      case 2 -> iota(x);
      case 3 -> pad(x);
      case 4 -> slice(x);
      case 5 -> gather(x);
      case 6 -> setSize(x);
      default -> getSize(x);
    }
  }

  private Value vector(long... numbers) {
    ElementType element = f.oneOf(List.of(ElementType.S32, ElementType.S64));
    return f.builder().constant(Literal.ofLongs(TensorType.of(element, numbers.length), numbers));
  }

  private Value vector(ImmutableLongArray numbers) {
    return vector(numbers.toArray());
  }

  /// The type, or what is left of it where some sizes are not known.
  private TensorType perhapsUnknown(TensorType type) {
    boolean known = f.below(2) == 0;
    return type.withDims(
        type.dims().stream().map(size -> known || f.below(2) == 0 ? size : TensorType.DYNAMIC));
  }

  /// The value as one of the given type, which is what it is.
  private Value settled(Value value, TensorType type) {
    return value.tensor().isStatic()
        ? value
        : f.emit(new DynamicReshapeOp(value, vector(type.dims()), type));
  }

  private void reshape(Tracked x) {
    TensorType flat = x.type().withDims(x.type().elementCount());
    TensorType to = f.below(2) == 0 ? flat : x.type().withDims(1, x.type().elementCount());
    var op = new DynamicReshapeOp(x.value(), vector(to.dims()), perhapsUnknown(to));
    f.add(x.moved(settled(f.emit(op), to)));
  }

  private void broadcast(Tracked x) {
    int rank = x.type().rank();
    TensorType to =
        x.type()
            .withDims(LongStream.concat(LongStream.of(1 + f.below(3)), x.type().dims().stream()));
    if (to.elementCount() > RandomFunction.LARGEST_COUNT) {
      return;
    }
    var axes = ImmutableLongArray.copyOf(LongStream.rangeClosed(1, rank));
    Value known = f.emit(new BroadcastInDimOp(x.value(), to, axes));
    f.add(x.moved(known));
    var op =
        new DynamicBroadcastInDimOp(
            x.value(), sizes(known), perhapsUnknown(to), axes, DynamicBroadcastInDimOp.Hints.NONE);
    f.add(x.moved(settled(f.emit(op), to)));
  }

  /// Sizes of a value, computed.
  private Value sizes(Value value) {
    GraphBuilder b = f.builder();
    Value[] sizes = new Value[value.tensor().rank()];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = b.reshape(f.emit(new GetDimensionSizeOp(value, d)), 1);
    }
    return b.concatenate(0, sizes);
  }

  private void iota(Tracked x) {
    if (x.element().isBoolean()) {
      return;
    }
    int axis = f.below(x.type().rank());
    var op = new DynamicIotaOp(sizes(x.value()), perhapsUnknown(x.type()), axis);
    f.add(new Tracked(settled(f.emit(op), x.type()), x.type().dim(axis), 0));
  }

  private void pad(Tracked x) {
    int rank = x.type().rank();
    Tracked padding = f.of(TensorType.of(x.element()));
    ImmutableLongArray low = numbers(rank, 2);
    ImmutableLongArray high = numbers(rank, 2);
    ImmutableLongArray interior = numbers(rank, 2);
    var known = new PadOp(x.value(), padding.value(), low, high, interior);
    TensorType to = (TensorType) known.resultTypes().getFirst();
    if (to.elementCount() > RandomFunction.LARGEST_COUNT) {
      return;
    }
    var op =
        new DynamicPadOp(
            x.value(),
            padding.value(),
            vector(low),
            vector(high),
            vector(interior),
            perhapsUnknown(to));
    f.add(x.mixed(settled(f.emit(op), to), padding));
  }

  private ImmutableLongArray numbers(int count, int limit) {
    return ImmutableLongArray.copyOf(LongStream.generate(() -> f.below(limit)).limit(count));
  }

  private void slice(Tracked x) {
    int rank = x.type().rank();
    ImmutableLongArray starts =
        ImmutableLongArray.copyOf(x.type().dims().stream().map(size -> f.below((int) size)));
    long[] strides = LongStream.generate(() -> 1 + f.below(2)).limit(rank).toArray();
    long[] sizes = new long[rank];
    for (int d = 0; d < rank; d++) {
      sizes[d] = (x.type().dim(d) - starts.get(d) + strides[d] - 1) / strides[d];
    }
    TensorType to = x.type().withDims(sizes);
    var op =
        new RealDynamicSliceOp(
            x.value(),
            vector(starts),
            vector(x.type().dims()),
            vector(strides),
            perhapsUnknown(to));
    f.add(x.moved(settled(f.emit(op), to)));
  }

  private void gather(Tracked x) {
    int rank = x.type().rank();
    long count = 1L + f.below(3);
    Value indices = f.of(TensorType.of(ElementType.S32, count)).value();
    var numbers =
        new GatherOp.DimensionNumbers(
            ImmutableLongArray.copyOf(LongStream.range(1, rank)),
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(0),
            1);
    long[] sizes = x.type().dims().toArray();
    sizes[0] = 1;
    var known = new GatherOp(x.value(), indices, numbers, ImmutableLongArray.copyOf(sizes), false);
    TensorType to = (TensorType) known.resultTypes().getFirst();
    var op =
        new DynamicGatherOp(x.value(), indices, vector(sizes), numbers, false, perhapsUnknown(to));
    f.add(x.moved(settled(f.emit(op), to)));
  }

  private void setSize(Tracked x) {
    int axis = f.below(x.type().rank());
    long size = 1L + f.below((int) x.type().dim(axis));
    long[] sizes = x.type().dims().toArray();
    sizes[axis] = size;
    TensorType to = x.type().withDims(sizes);
    Value number = f.builder().constant(ElementType.S32, size);
    var op = new SetDimensionSizeOp(x.value(), number, axis, perhapsUnknown(to));
    f.add(x.moved(settled(f.emit(op), to)));
  }

  private void getSize(Tracked x) {
    Value size = f.emit(new GetDimensionSizeOp(x.value(), f.below(x.type().rank())));
    f.add(new Tracked(size, RandomFunction.LARGEST_COUNT, 0));
  }
}
