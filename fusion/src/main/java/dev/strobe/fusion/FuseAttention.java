package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionLayout;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;

/// Makes one op of attention, whatever its mask says and however its axes are ordered.
///
/// ```
/// %s = dot(%q * scale, %k)                %y = composite "strobe.attention" %q, %k, %v, %mask
/// %c = cap * tanh(%s / cap)
/// %p = softmax(select(broadcast %mask, %c, hidden))
/// %y = dot %p, %v
/// ```
///
/// The scale may follow the product, the mask may be added or missing, and rows that see nothing
/// may be guarded.
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
        .flatMap(mix -> mixed(mix, false, index).or(() -> mixed(mix, true, index)));
  }

  private static Optional<AttentionOp> mixed(
      DotGeneralOp mix, boolean valuesFirst, GraphIndex index) {
    Value flat = index.behind(valuesFirst ? mix.rhs() : mix.lhs(), ReshapeOp.class);
    Value probabilities = index.behind(flat, ConvertOp.class);
    Optional<SelectOp> guard = index.op(probabilities, SelectOp.class);
    return index
        .binary(guard.map(SelectOp::onFalse).orElse(probabilities), BinaryOp.Kind.DIVIDE)
        .flatMap(ratio -> index.unary(ratio.lhs(), UnaryOp.Kind.EXPONENTIAL))
        .flatMap(power -> index.binary(power, BinaryOp.Kind.SUBTRACT))
        .flatMap(shifted -> MaskedScores.of(shifted.lhs(), index))
        .map(
            scores ->
                new AttentionOp(
                    scores.queries(),
                    scores.product().rhs(),
                    valuesFirst ? mix.lhs() : mix.rhs(),
                    scores.mask().map(MaskedScores.Mask::mask),
                    scores.form(guard.isPresent()),
                    new AttentionLayout(
                        scores.product().dimensions(),
                        scores.shape().dims(),
                        scores.maskAxes(),
                        mix.dimensions(),
                        valuesFirst)));
  }
}
