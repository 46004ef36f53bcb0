package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;
import java.util.OptionalDouble;

/// Makes one op of attention of grouped heads, whatever its mask says.
///
/// ```
/// %s = dot(%q * scale, %k)                %y = composite "strobe.attention" %q, %k, %v, %mask
/// %c = cap * tanh(%s / cap)
/// %p = softmax(select(broadcast %mask, %c, hidden))
/// %y = dot %p, %v
/// ```
public record FuseAttention() implements Pass {
  @Override
  public String name() {
    return "fuse-attention";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseAttention::proposed, Anchors::attention);
  }

  private static Optional<AttentionOp> proposed(Node root, GraphIndex index) {
    return index
        .op(root.results().getFirst(), DotGeneralOp.class)
        .flatMap(
            mix -> {
              Value flat = index.behind(mix.lhs(), ReshapeOp.class);
              Value probabilities = index.behind(flat, ConvertOp.class);
              return index
                  .binary(probabilities, BinaryOp.Kind.DIVIDE)
                  .flatMap(ratio -> index.unary(ratio.lhs(), UnaryOp.Kind.EXPONENTIAL))
                  .flatMap(power -> index.binary(power, BinaryOp.Kind.SUBTRACT))
                  .flatMap(shifted -> index.op(shifted.lhs(), SelectOp.class))
                  .flatMap(masked -> attention(masked, mix, index));
            });
  }

  private static Optional<AttentionOp> attention(
      SelectOp masked, DotGeneralOp mix, GraphIndex index) {
    Optional<Value> mask = index.broadcast(masked.predicate());
    OptionalDouble hidden = index.number(masked.onFalse());
    Scaled capped = Scaled.of(masked.onTrue(), index);
    Optional<Value> tanh = index.unary(capped.x(), UnaryOp.Kind.TANH);
    Value scores = tanh.map(inner -> Scaled.of(inner, index).x()).orElse(masked.onTrue());
    Value raw = index.behind(index.behind(scores, ReshapeOp.class), ConvertOp.class);
    Optional<DotGeneralOp> product = index.op(raw, DotGeneralOp.class);
    if (mask.isEmpty() || hidden.isEmpty() || product.isEmpty()) {
      return Optional.empty();
    }
    DotGeneralOp dot = product.get();
    Scaled queries = Scaled.of(dot.lhs(), index);
    var form =
        new AttentionOp.Form(
            queries.factor(),
            tanh.isPresent() ? OptionalDouble.of(capped.factor()) : OptionalDouble.empty(),
            hidden.getAsDouble(),
            dot.accuracy().precisions().lhs(),
            dot.element(),
            masked.onTrue().tensor().element());
    return Optional.of(new AttentionOp(queries.x(), dot.rhs(), mix.rhs(), mask.get(), form));
  }

  /// A value times a number.
  private record Scaled(Value x, double factor) {
    static Scaled of(Value value, GraphIndex index) {
      Optional<BinaryOp> product = index.binary(value, BinaryOp.Kind.MULTIPLY);
      OptionalDouble factor =
          product.isPresent() ? index.number(product.get().rhs()) : OptionalDouble.empty();
      return product.isPresent() && factor.isPresent()
          ? new Scaled(product.get().lhs(), factor.getAsDouble())
          : new Scaled(value, 1);
    }
  }
}
