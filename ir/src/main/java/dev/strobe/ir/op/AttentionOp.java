package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Attention: `softmax(mask(softcap(queries * keys * scale))) * values`, in the order of axes that
/// a [AttentionLayout] says.
///
/// What a query may see, be it causal, a window or a ring, is what the mask says.
///
/// Source: arXiv 1706.03762, 2305.13245.
///
/// @param mask of truths or, to be added, of floats; what it lacks of the scores is repeated
public record AttentionOp(
    Value queries,
    Value keys,
    Value values,
    Optional<Value> mask,
    Form form,
    AttentionLayout layout)
    implements CompositeOp {
  static final String NAME = "strobe.attention";

  /// Where the scale stands.
  public enum Scaling {
    /// The queries times it.
    QUERIES,
    /// The product of queries and keys times it.
    PRODUCT,
    /// That product divided by it.
    QUOTIENT
  }

  /// What the mask does to the scores.
  public enum Masking {
    /// It is true where a score is seen.
    SEEN,
    /// It is true where a score is hidden.
    HIDDEN,
    /// It is added.
    ADDED,
    /// There is none.
    NONE
  }

  /// Scores become `cap * tanh(score / cap)`.
  ///
  /// @param divides whether scores are divided by the cap, or multiplied by one over it
  public record Softcap(double cap, boolean divides) {}

  /// @param scale `scaling` says of what
  /// @param hidden the score of what is not seen, 0 where nothing is replaced
  /// @param guarded whether rows of scores that are all minus infinity give zeros, not NaN
  /// @param accumulation element type of both products, and of the result
  /// @param normalisation element type of the softmax
  public record Form(
      Scaling scaling,
      double scale,
      Optional<Softcap> softcap,
      Masking masking,
      double hidden,
      boolean guarded,
      DotGeneralOp.Precision precision,
      ElementType accumulation,
      ElementType normalisation) {

    /// Of scaled queries, scores times one over the cap, and a mask that is true where a score is
    /// seen.
    public Form(
        double scale,
        OptionalDouble softcap,
        double hidden,
        DotGeneralOp.Precision precision,
        ElementType accumulation,
        ElementType normalisation) {
      this(
          Scaling.QUERIES,
          scale,
          softcap.isPresent()
              ? Optional.of(new Softcap(softcap.getAsDouble(), false))
              : Optional.empty(),
          Masking.SEEN,
          hidden,
          false,
          precision,
          accumulation,
          normalisation);
    }
  }

  /// Of grouped heads over the slots of a cache.
  ///
  /// @param queries `[batch, kvHeads, tokens * group, headSize]`, those of one token together
  /// @param keys `[batch, kvHeads, slots, headSize]`, and `values` alike
  /// @param mask `[batch, tokens, slots]`, true where a slot is seen
  public AttentionOp(Value queries, Value keys, Value values, Value mask, Form form) {
    this(
        queries,
        keys,
        values,
        Optional.of(mask),
        form,
        AttentionLayout.grouped(queries, keys, values, mask));
  }

  public AttentionOp {
    LastAxis.require(NAME, queries.tensor());
    LastAxis.require(NAME, keys.tensor());
    LastAxis.require(NAME, values.tensor());
    Checks.require(
        switch (form.masking()) {
          case SEEN, HIDDEN -> mask.isPresent() && mask.get().tensor().element().isBoolean();
          case ADDED -> mask.isPresent() && mask.get().tensor().element() == form.normalisation();
          case NONE -> mask.isEmpty();
        },
        NAME,
        "a mask of the kind " + form.masking(),
        mask);
    layout.requireFit(queries, keys, values, mask);
  }

  @Override
  public String compositeName() {
    return NAME;
  }

  @Override
  public ImmutableList<Value> operands() {
    return Stream.concat(Stream.of(queries, keys, values), mask.stream())
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public TensorType type() {
    Value probabilities = new Value(layout.scores(queries, keys));
    Value first = layout.valuesFirst() ? values : probabilities;
    Value second = layout.valuesFirst() ? probabilities : values;
    DotGeneralOp mix =
        new DotGeneralOp(first, second, layout.mix(), form.precision(), form.accumulation());
    return (TensorType) mix.resultTypes().getFirst();
  }

  @Override
  public AttentionOp withOperands(List<Value> x) {
    return of(x, form, layout);
  }

  /// From queries, keys, values and possibly the mask in one list.
  public static AttentionOp of(List<Value> x, Form form, AttentionLayout layout) {
    return new AttentionOp(
        x.get(0), x.get(1), x.get(2), x.stream().skip(3).findFirst(), form, layout);
  }

  @Override
  public Value expand(GraphBuilder b) {
    boolean early = form.scaling() == Scaling.QUERIES;
    Value asked = early ? scaled(b, queries, form.scale()) : queries;
    Value raw = dot(b, asked, keys, layout.product());
    Value scores = shaped(b, b.cast(raw, form.normalisation()), layout.shape().toArray());
    if (!early) {
      scores = rescaled(b, scores);
    }
    Value masked = masked(b, capped(b, scores));
    Value shares = new SoftmaxOp(masked).expand(b);
    Value guarded = form.guarded() ? guarded(b, masked, shares) : shares;
    Value probabilities =
        shaped(b, b.cast(guarded, queries.tensor().element()), raw.tensor().dims().toArray());
    return layout.valuesFirst()
        ? dot(b, values, probabilities, layout.mix())
        : dot(b, probabilities, values, layout.mix());
  }

  private Value dot(GraphBuilder b, Value lhs, Value rhs, DotGeneralOp.Dimensions dimensions) {
    return b.emit(new DotGeneralOp(lhs, rhs, dimensions, form.precision(), form.accumulation()))
        .getFirst();
  }

  private Value rescaled(GraphBuilder b, Value scores) {
    return form.scaling() == Scaling.QUOTIENT
        ? b.divide(scores, b.splat(scores.tensor(), form.scale()))
        : scaled(b, scores, form.scale());
  }

  private Value capped(GraphBuilder b, Value scores) {
    if (form.softcap().isEmpty()) {
      return scores;
    }
    Softcap softcap = form.softcap().get();
    Value part =
        softcap.divides()
            ? b.divide(scores, b.splat(scores.tensor(), softcap.cap()))
            : scaled(b, scores, 1 / softcap.cap());
    return scaled(b, b.tanh(part), softcap.cap());
  }

  private Value masked(GraphBuilder b, Value scores) {
    if (mask.isEmpty()) {
      return scores;
    }
    Value given = mask.get();
    boolean whole = given.tensor().dims().equals(scores.tensor().dims());
    Value all =
        whole ? given : b.broadcast(given, layout.shape().toArray(), layout.maskAxes().toArray());
    return switch (form.masking()) {
      case SEEN -> b.select(all, scores, b.splat(scores.tensor(), form.hidden()));
      case HIDDEN -> b.select(all, b.splat(scores.tensor(), form.hidden()), scores);
      case ADDED -> b.add(scores, all);
      case NONE -> scores;
    };
  }

  private static Value guarded(GraphBuilder b, Value scores, Value shares) {
    TensorType type = scores.tensor();
    Value hidden =
        b.compare(scores, b.splat(type, Double.NEGATIVE_INFINITY), CompareOp.Direction.EQ);
    Value some =
        b.reduce(
            b.unary(UnaryOp.Kind.NOT, hidden),
            0,
            (x, y) -> b.binary(BinaryOp.Kind.OR, x, y),
            type.rank() - 1);
    Value none = new LastAxis(b, type).along(b.unary(UnaryOp.Kind.NOT, some));
    return b.select(none, b.splat(type, 0), shares);
  }

  private static Value shaped(GraphBuilder b, Value x, long[] sizes) {
    return Arrays.equals(x.tensor().dims().toArray(), sizes) ? x : b.reshape(x, sizes);
  }

  private static Value scaled(GraphBuilder b, Value x, double factor) {
    return factor == 1 ? x : b.multiply(x, b.splat(x.tensor(), factor));
  }
}
