package dev.strobe.tests.differential;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionLayout;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.AttentionOp.Masking;
import dev.strobe.ir.op.AttentionOp.Scaling;
import dev.strobe.ir.op.AttentionOp.Softcap;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp.Dimensions;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Attention of rows `[rows, width]` over keys and values of a few slots, as primitive ops in
/// random layouts and forms.
record RandomAttention(RandomFunction f) {
  /// Queries, keys and values in one order of axes.
  private record Axes(long[] queries, long[] keys, long[] values, AttentionLayout layout) {}

  private GraphBuilder b() {
    return f.builder();
  }

  Value of(Value x) {
    TensorType type = x.tensor();
    long heads = type.dim(1) % 4 == 0 ? 1 + f.below(2) : 1;
    long size = type.dim(1) / heads;
    long slots = 2L + f.below(3);
    Axes axes =
        switch (f.below(3)) {
          case 0 -> grouped(type.dim(0), heads, size, slots);
          case 1 -> ofJax(type.dim(0), heads, size, slots);
          default -> ofTorch(type.dim(0), heads, size, slots);
        };
    Value queries = b().reshape(x, axes.queries());
    Value keys = f.fresh(type.withDims(axes.keys())).value();
    Value values = f.fresh(type.withDims(axes.values())).value();
    AttentionOp.Form form = form(type.element());
    Optional<Value> mask = mask(form, axes.layout());
    AttentionLayout layout = masked(axes.layout(), mask);
    Value y = new AttentionOp(queries, keys, values, mask, form, layout).expand(b());
    return b().reshape(b().cast(y, type.element()), type.dims().toArray());
  }

  /// `[batch, heads, tokens * group, size]`.
  private Axes grouped(long rows, long heads, long size, long slots) {
    long group = size % 4 == 0 ? 1 + f.below(2) : 1;
    long[] cache = {1, heads, slots, size / group};
    Dimensions product = dimensions(longs(0, 1), longs(0, 1), 3, 3);
    Dimensions mix = dimensions(longs(0, 1), longs(0, 1), 3, 2);
    ImmutableLongArray shape =
        f.below(3) > 0 ? longs(1, heads, rows, group, slots) : longs(1, heads, rows * group, slots);
    long[] queries = {1, heads, rows * group, size / group};
    return new Axes(
        queries, cache, cache, new AttentionLayout(product, shape, longs(), mix, false));
  }

  /// `[batch, tokens, heads, size]`.
  private Axes ofJax(long rows, long heads, long size, long slots) {
    long[] cache = {1, slots, heads, size};
    Dimensions product = dimensions(longs(0, 2), longs(0, 2), 3, 3);
    boolean valuesFirst = f.below(2) == 0;
    Dimensions mix =
        valuesFirst
            ? dimensions(longs(0, 2), longs(0, 1), 1, 3)
            : dimensions(longs(0, 1), longs(0, 2), 3, 1);
    ImmutableLongArray shape = longs(1, heads, rows, slots);
    AttentionLayout layout = new AttentionLayout(product, shape, longs(), mix, valuesFirst);
    return new Axes(new long[] {1, rows, heads, size}, cache, cache, layout);
  }

  /// `[heads, tokens, size]`, and the keys transposed.
  private static Axes ofTorch(long rows, long heads, long size, long slots) {
    Dimensions along = dimensions(longs(0), longs(0), 2, 1);
    ImmutableLongArray shape = longs(heads, rows, slots);
    return new Axes(
        new long[] {heads, rows, size},
        new long[] {heads, size, slots},
        new long[] {heads, slots, size},
        new AttentionLayout(along, shape, longs(), along, false));
  }

  private AttentionOp.Form form(ElementType element) {
    Scaling scaling = f.oneOf(List.of(Scaling.values()));
    Masking masking = f.oneOf(List.of(Masking.values()));
    boolean guarded = f.below(3) == 0;
    boolean replaces = masking == Masking.SEEN || masking == Masking.HIDDEN;
    double hidden = guarded ? Double.NEGATIVE_INFINITY : -0x1p99;
    RandomLayers layers = new RandomLayers(f);
    return new AttentionOp.Form(
        scaling,
        f.oneOf(List.of(0.5, 0.3, scaling == Scaling.QUERIES ? 1.0 : 2.0)),
        f.below(3) == 0
            ? Optional.of(new Softcap(f.oneOf(List.of(5.0, 30.0)), f.below(2) == 0))
            : Optional.empty(),
        masking,
        replaces ? hidden : 0,
        guarded,
        layers.precision(),
        layers.accumulation(element),
        layers.accumulation(element));
  }

  /// Of some axes of the scores, the last one with them: any truths or numbers, or what is causal.
  private Optional<Value> mask(AttentionOp.Form form, AttentionLayout layout) {
    if (form.masking() == Masking.NONE) {
      return Optional.empty();
    }
    long[] sizes = layout.shape().toArray();
    if (f.below(2) == 0) {
      sizes = new long[] {sizes[sizes.length - 2], sizes[sizes.length - 1]};
    }
    if (form.masking() == Masking.ADDED) {
      return Optional.of(f.fresh(TensorType.of(form.normalisation(), sizes)).value());
    }
    TensorType places = TensorType.of(ElementType.S32, sizes);
    return Optional.of(
        f.below(2) == 0
            ? f.fresh(places.withElement(ElementType.PRED)).value()
            : b().compare(
                    b().iota(places, sizes.length - 1),
                    b().iota(places, sizes.length - 2),
                    form.masking() == Masking.SEEN
                        ? CompareOp.Direction.LE
                        : CompareOp.Direction.GT));
  }

  private static AttentionLayout masked(AttentionLayout layout, Optional<Value> mask) {
    int rank = layout.shape().length();
    int own = mask.map(value -> value.tensor().rank()).orElse(0);
    return new AttentionLayout(
        layout.product(),
        layout.shape(),
        ImmutableLongArray.copyOf(LongStream.range(rank - own, rank)),
        layout.mix(),
        layout.valuesFirst());
  }

  private static Dimensions dimensions(
      ImmutableLongArray lhs, ImmutableLongArray rhs, long left, long right) {
    return new Dimensions(lhs, rhs, longs(left), longs(right));
  }

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }
}
