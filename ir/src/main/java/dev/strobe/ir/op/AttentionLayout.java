package dev.strobe.ir.op;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.Optional;
import java.util.stream.LongStream;

/// In which order the axes of attention are.
///
/// @param product axes of queries and keys that go together
/// @param shape of the scores while they are masked and normalised, along the last axis
/// @param maskAxes which axis of `shape` each axis of the mask is, as of `broadcast_in_dim`
/// @param mix axes of probabilities, which have those of the product, and values that go together
/// @param valuesFirst whether the values are the left operand of the second product
public record AttentionLayout(
    DotGeneralOp.Dimensions product,
    ImmutableLongArray shape,
    ImmutableLongArray maskAxes,
    DotGeneralOp.Dimensions mix,
    boolean valuesFirst) {

  /// That of grouped heads over the slots of a cache, see [AttentionOp].
  static AttentionLayout grouped(Value queries, Value keys, Value values, Value mask) {
    TensorType q = queries.tensor();
    TensorType k = keys.tensor();
    TensorType m = mask.tensor();
    Checks.require(
        q.rank() == 4 && k.rank() == 4 && keys.type().equals(values.type()),
        AttentionOp.NAME,
        "queries, and keys and values of one type, of four axes",
        queries,
        keys,
        values);
    Checks.require(
        q.element() == k.element()
            && q.dim(0) == k.dim(0)
            && q.dim(1) == k.dim(1)
            && q.dim(3) == k.dim(3),
        AttentionOp.NAME,
        "keys that fit the queries",
        q,
        k);
    Checks.require(
        m.rank() == 3
            && m.dim(0) == q.dim(0)
            && m.dim(1) > 0
            && q.dim(2) % m.dim(1) == 0
            && m.dim(2) == k.dim(2),
        AttentionOp.NAME,
        "a mask [batch, tokens, slots]",
        m);
    return new AttentionLayout(
        grouped(3),
        ImmutableLongArray.of(q.dim(0), q.dim(1), m.dim(1), q.dim(2) / m.dim(1), k.dim(2)),
        ImmutableLongArray.of(0, 2, 4),
        grouped(2),
        false);
  }

  /// Whether this is that of grouped heads over the slots of a cache, under a mask that is not
  /// repeated along its own axes.
  public boolean isGrouped(TensorType mask) {
    return product.equals(grouped(3))
        && mix.equals(grouped(2))
        && !valuesFirst
        && maskAxes.equals(ImmutableLongArray.of(0, 2, 4))
        && shape.length() == 5
        && mask.dims().equals(ImmutableLongArray.of(shape.get(0), shape.get(2), shape.get(4)));
  }

  private static DotGeneralOp.Dimensions grouped(long axis) {
    ImmutableLongArray batch = ImmutableLongArray.of(0, 1);
    return new DotGeneralOp.Dimensions(
        batch, batch, ImmutableLongArray.of(3), ImmutableLongArray.of(axis));
  }

  /// The type of what the first product gives, with the element type of the queries.
  TensorType scores(Value queries, Value keys) {
    ElementType element = queries.tensor().element();
    DotGeneralOp dot =
        new DotGeneralOp(queries, keys, product, DotGeneralOp.Precision.DEFAULT, element);
    return (TensorType) dot.resultTypes().getFirst();
  }

  /// Requires operands that these axes are of.
  void requireFit(Value queries, Value keys, Value values, Optional<Value> mask) {
    TensorType scores = scores(queries, keys);
    long slots = scores.rank() == 0 ? 0 : scores.dim(scores.rank() - 1);
    Checks.require(
        shape.length() > 0
            && LongStream.concat(shape.stream(), scores.dims().stream()).allMatch(n -> n > 0)
            && shape.stream().reduce(1, (a, b) -> a * b) == scores.elementCount()
            && shape.get(shape.length() - 1) == slots,
        AttentionOp.NAME,
        "scores of as many elements, slots last",
        shape,
        scores);
    ImmutableLongArray slotAxis = valuesFirst ? mix.rhsContracting() : mix.lhsContracting();
    Checks.require(
        slotAxis.equals(ImmutableLongArray.of(scores.rank() - 1)),
        AttentionOp.NAME,
        "values that are summed over the slots",
        mix);
    mask.ifPresent(
        m -> {
          TensorType to = m.tensor().withDims(shape.toArray());
          var _ = new BroadcastInDimOp(m, to, maskAxes);
        });
  }
}
