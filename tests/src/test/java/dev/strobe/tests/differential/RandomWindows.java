package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.Window;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Adds ops that move windows over a tensor.
///
/// Sums start from zero, products from one, since XLA leaves padding out; a greatest or least
/// number may start from any. Windows of a `select_and_scatter` lie inside: over padding it is open
/// which of equal elements they select.
record RandomWindows(RandomFunction f) {
  void reduceWindow() {
    Tracked x = f.any(v -> v.type().rank() > 0);
    int rank = x.type().rank();
    ImmutableLongArray sizes = axes(rank, () -> 1 + f.below(3));
    Window window =
        Window.of(sizes, axes(rank, () -> 1 + f.below(2)))
            .padded(axes(rank, () -> f.below(4) - 1), axes(rank, () -> f.below(4) - 1));
    if (f.below(2) == 0) {
      window = window.dilated(axes(rank, () -> 1 + f.below(2)), axes(rank, () -> 1 + f.below(2)));
    }
    BinaryOp.Kind kind = f.oneOf(RandomFolding.kinds(x));
    Tracked init = init(kind, x);
    Region body = f.builder().region(x.element(), (a, b) -> f.builder().binary(kind, a, b));
    var op =
        new ReduceWindowOp(
            ImmutableList.of(x.value()), ImmutableList.of(init.value()), window, body);
    if (((TensorType) op.resultTypes().getFirst()).elementCount() > RandomFunction.LARGEST_COUNT) {
      return;
    }
    Value result = f.emit(op);
    long terms = sizes.stream().reduce(1, (a, b) -> a * b);
    f.add(
        kind == BinaryOp.Kind.ADD
            ? Tracked.summed(result, terms * x.bound(), terms * x.error(), terms)
            : x.mixed(result, init));
  }

  private Tracked init(BinaryOp.Kind kind, Tracked x) {
    GraphBuilder b = f.builder();
    return switch (kind) {
      case MAXIMUM, MINIMUM -> f.of(TensorType.of(x.element()));
      default ->
          new Tracked(b.constant(x.element(), RandomFolding.identity(kind, x.element())), 0, 0);
    };
  }

  private static ImmutableLongArray axes(int rank, LongSupplier number) {
    return ImmutableLongArray.copyOf(LongStream.generate(number).limit(rank));
  }

  void selectAndScatter() {
    Tracked x =
        f.any(
            v ->
                v.type().rank() > 0
                    && v.type().elementCount() > 0
                    && v.isExact()
                    && !RandomFunction.isPacked(v.element())
                    && (v.element().isFloat() || v.element().isInteger()));
    int rank = x.type().rank();
    long[] sizes = x.type().dims().stream().map(size -> 1 + f.below((int) size)).toArray();
    ImmutableLongArray strides = axes(rank, () -> 1 + f.below(3));
    long[] counts = new long[rank];
    for (int d = 0; d < rank; d++) {
      counts[d] = (x.type().dim(d) - sizes[d]) / strides.get(d) + 1;
    }
    Window window = Window.of(ImmutableLongArray.copyOf(sizes), strides);
    Tracked source = f.of(x.type().withDims(counts));
    Tracked init = f.of(TensorType.of(x.element()));
    Value result =
        f.emit(new SelectAndScatterOp(x.value(), source.value(), init.value(), window, bodies(x)));
    long terms = LongStream.of(sizes).reduce(1, (a, b) -> a * b);
    f.add(
        Tracked.summed(
            result,
            init.bound() + terms * source.bound(),
            init.error() + terms * source.error(),
            terms));
  }

  private SelectAndScatterOp.Bodies bodies(Tracked x) {
    GraphBuilder b = f.builder();
    var direction = f.oneOf(List.of(CompareOp.Direction.GE, CompareOp.Direction.LE));
    return new SelectAndScatterOp.Bodies(
        b.region(x.element(), (kept, next) -> b.compare(kept, next, direction)),
        b.region(x.element(), b::add));
  }
}
