package dev.strobe.fusion;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.AttentionOp.Masking;
import dev.strobe.ir.op.AttentionOp.Scaling;
import dev.strobe.ir.op.AttentionOp.Softcap;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/// What a softmax of attention is of: `mask(softcap(queries * keys * scale))`.
///
/// @param shape the type of the scores
record MaskedScores(
    Value queries,
    DotGeneralOp product,
    TensorType shape,
    Optional<Mask> mask,
    AttentionOp.Form form) {

  /// @param mask before it is broadcast
  record Mask(Value mask, ImmutableLongArray axes, Masking masking, double hidden) {
    static Mask of(Value all, Masking masking, double hidden, GraphIndex index) {
      return index
          .op(all, BroadcastInDimOp.class)
          .map(op -> new Mask(op.operand(), op.broadcastDimensions(), masking, hidden))
          .orElseGet(
              () -> {
                LongStream axes = LongStream.range(0, all.tensor().rank());
                return new Mask(all, ImmutableLongArray.copyOf(axes), masking, hidden);
              });
    }
  }

  ImmutableLongArray maskAxes() {
    return mask.map(Mask::axes).orElse(ImmutableLongArray.of());
  }

  /// The form of attention whose rows are guarded, or not.
  AttentionOp.Form form(boolean guarded) {
    return new AttentionOp.Form(
        form.scaling(),
        form.scale(),
        form.softcap(),
        form.masking(),
        form.hidden(),
        guarded,
        form.precision(),
        form.accumulation(),
        form.normalisation());
  }

  static Optional<MaskedScores> of(Value value, GraphIndex index) {
    Optional<SelectOp> select = index.op(value, SelectOp.class);
    if (select.isPresent()) {
      SelectOp op = select.get();
      OptionalDouble unseen = index.number(op.onFalse());
      OptionalDouble hidden = unseen.isPresent() ? unseen : index.number(op.onTrue());
      Masking masking = unseen.isPresent() ? Masking.SEEN : Masking.HIDDEN;
      Value scores = unseen.isPresent() ? op.onTrue() : op.onFalse();
      return hidden.isEmpty()
          ? Optional.empty()
          : of(
              scores,
              Optional.of(Mask.of(op.predicate(), masking, hidden.getAsDouble(), index)),
              index);
    }
    return of(value, Optional.empty(), index)
        .or(() -> index.binary(value, BinaryOp.Kind.ADD).flatMap(sum -> added(sum, index)));
  }

  private static Optional<MaskedScores> added(BinaryOp sum, GraphIndex index) {
    return of(sum.lhs(), Optional.of(Mask.of(sum.rhs(), Masking.ADDED, 0, index)), index)
        .or(() -> of(sum.rhs(), Optional.of(Mask.of(sum.lhs(), Masking.ADDED, 0, index)), index));
  }

  private static Optional<MaskedScores> of(Value scores, Optional<Mask> mask, GraphIndex index) {
    Scaled capped = Scaled.of(scores, index);
    Optional<Value> tanh = index.unary(capped.x(), UnaryOp.Kind.TANH);
    Optional<Scaled> part = tanh.map(inner -> Scaled.of(inner, index));
    Value uncapped = part.map(Scaled::x).orElse(scores);
    Optional<Softcap> softcap =
        part.map(each -> new Softcap(capped.factor(), each.scaling() == Scaling.QUOTIENT));
    Scaled late = Scaled.of(uncapped, index);
    return index
        .op(
            index.behind(index.behind(late.x(), ReshapeOp.class), ConvertOp.class),
            DotGeneralOp.class)
        .map(dot -> of(dot, late, softcap, mask, scores.tensor(), index));
  }

  private static MaskedScores of(
      DotGeneralOp dot,
      Scaled late,
      Optional<Softcap> softcap,
      Optional<Mask> mask,
      TensorType shape,
      GraphIndex index) {
    boolean early = late.scaling() == Scaling.QUERIES;
    Scaled queries = early ? Scaled.of(dot.lhs(), index) : new Scaled(dot.lhs(), 1);
    boolean plain = queries.scaling() == Scaling.QUOTIENT;
    Scaled scale = early ? queries : late;
    var form =
        new AttentionOp.Form(
            early ? Scaling.QUERIES : late.scaling(),
            plain ? 1 : scale.factor(),
            softcap,
            mask.map(Mask::masking).orElse(Masking.NONE),
            mask.map(Mask::hidden).orElse(0.0),
            false,
            dot.accuracy().precisions().lhs(),
            dot.element(),
            shape.element());
    return new MaskedScores(plain ? dot.lhs() : queries.x(), dot, shape, mask, form);
  }

  /// A value times or by a number; `QUERIES` where there is none.
  private record Scaled(Value x, double factor, Scaling scaling) {
    Scaled(Value x, double factor) {
      this(x, factor, Scaling.QUERIES);
    }

    static Scaled of(Value value, GraphIndex index) {
      return of(value, BinaryOp.Kind.MULTIPLY, Scaling.PRODUCT, index)
          .or(() -> of(value, BinaryOp.Kind.DIVIDE, Scaling.QUOTIENT, index))
          .orElseGet(() -> new Scaled(value, 1));
    }

    private static Optional<Scaled> of(
        Value value, BinaryOp.Kind kind, Scaling scaling, GraphIndex index) {
      Optional<BinaryOp> op = index.binary(value, kind);
      OptionalDouble number =
          op.isPresent() ? index.number(op.get().rhs()) : OptionalDouble.empty();
      return number.isPresent()
          ? Optional.of(new Scaled(op.get().lhs(), number.getAsDouble(), scaling))
          : Optional.empty();
    }
  }
}
