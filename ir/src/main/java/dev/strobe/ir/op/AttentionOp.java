package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.OptionalDouble;

/// Attention of grouped heads over the slots of a cache: `softmax(mask(softcap(q * scale * k^T))) *
/// v`.
///
/// What a query may see, be it causal, a window or a ring, is what the mask says.
///
/// Source: arXiv 2305.13245.
///
/// @param queries `[batch, kvHeads, tokens * group, headSize]`, those of one token together
/// @param keys `[batch, kvHeads, slots, headSize]`, and `values` alike
/// @param mask `[batch, tokens, slots]`, true where a slot is seen
public record AttentionOp(Value queries, Value keys, Value values, Value mask, Form form)
    implements CompositeOp {
  private static final String NAME = "strobe.attention";
  private static final ImmutableLongArray BATCH = ImmutableLongArray.of(0, 1);

  /// @param scale of the queries
  /// @param softcap scores become `cap * tanh(score / cap)`
  /// @param hidden the score of what is not seen
  /// @param accumulation element type of both products, and of the result
  /// @param normalisation element type of the softmax
  public record Form(
      double scale,
      OptionalDouble softcap,
      double hidden,
      DotGeneralOp.Precision precision,
      ElementType accumulation,
      ElementType normalisation) {}

  public AttentionOp {
    TensorType q = queries.tensor();
    TensorType k = keys.tensor();
    TensorType m = mask.tensor();
    LastAxis.require(NAME, q);
    LastAxis.require(NAME, k);
    Checks.require(
        q.rank() == 4 && k.rank() == 4 && keys.type().equals(values.type()),
        NAME,
        "queries, and keys and values of one type, of four axes",
        queries,
        keys,
        values);
    Checks.require(
        q.element() == k.element()
            && q.dim(0) == k.dim(0)
            && q.dim(1) == k.dim(1)
            && q.dim(3) == k.dim(3),
        NAME,
        "keys that fit the queries",
        q,
        k);
    Checks.require(
        m.element().isBoolean()
            && m.rank() == 3
            && m.dim(0) == q.dim(0)
            && m.dim(1) > 0
            && q.dim(2) % m.dim(1) == 0
            && m.dim(2) == k.dim(2),
        NAME,
        "a mask [batch, tokens, slots]",
        m);
  }

  @Override
  public String compositeName() {
    return NAME;
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(queries, keys, values, mask);
  }

  @Override
  public TensorType type() {
    return queries.tensor().withElement(form.accumulation());
  }

  @Override
  public AttentionOp withOperands(List<Value> x) {
    return new AttentionOp(x.get(0), x.get(1), x.get(2), x.get(3), form);
  }

  @Override
  public Value expand(GraphBuilder b) {
    Value raw = dot(b, scaled(b, queries, form.scale()), keys, 3);
    TensorType flat = raw.tensor();
    TensorType seen = mask.tensor();
    long[] byToken = {
      flat.dim(0), flat.dim(1), seen.dim(1), flat.dim(2) / seen.dim(1), flat.dim(3)
    };
    Value scores = b.reshape(b.cast(raw, form.normalisation()), byToken);
    if (form.softcap().isPresent()) {
      double cap = form.softcap().getAsDouble();
      scores = scaled(b, b.tanh(scaled(b, scores, 1 / cap)), cap);
    }
    Value hidden = b.splat(scores.tensor(), form.hidden());
    Value masked = b.select(b.broadcast(mask, byToken, 0, 2, 4), scores, hidden);
    Value probabilities = b.cast(new SoftmaxOp(masked).expand(b), queries.tensor().element());
    return dot(b, b.reshape(probabilities, flat.dims().toArray()), values, 2);
  }

  private Value dot(GraphBuilder b, Value lhs, Value rhs, int axis) {
    var dimensions =
        new DotGeneralOp.Dimensions(
            BATCH, BATCH, ImmutableLongArray.of(3), ImmutableLongArray.of(axis));
    return b.emit(new DotGeneralOp(lhs, rhs, dimensions, form.precision(), form.accumulation()))
        .getFirst();
  }

  private static Value scaled(GraphBuilder b, Value x, double factor) {
    return factor == 1 ? x : b.multiply(x, b.splat(x.tensor(), factor));
  }
}
