package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.GatedFeedForwardOp;
import java.util.Optional;

/// Makes one op of a gated feed-forward network, with biases or without.
///
/// ```
/// %g = dot %x, %gate                      %y = composite "strobe.gated_feed_forward"
/// %u = dot %x, %up                               %x, %gate, %up, %down
/// %y = dot(%g * logistic %g * %u, %down)
/// ```
///
/// The activation may be any that [Activated] knows.
public record FuseGatedFeedForward() implements Pass {
  @Override
  public String name() {
    return "fuse-gated-feed-forward";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(
        graph, context, FuseGatedFeedForward::proposed, Anchors::gatedFeedForward);
  }

  private static Optional<GatedFeedForwardOp> proposed(Node root, GraphIndex index) {
    return LinearLayer.of(root.results().getFirst(), index)
        .flatMap(
            down ->
                index
                    .binary(down.x(), BinaryOp.Kind.MULTIPLY)
                    .flatMap(gated -> network(gated, down, index)));
  }

  private static Optional<GatedFeedForwardOp> network(
      BinaryOp gated, LinearLayer down, GraphIndex index) {
    return network(gated.lhs(), gated.rhs(), down, index)
        .or(() -> network(gated.rhs(), gated.lhs(), down, index));
  }

  private static Optional<GatedFeedForwardOp> network(
      Value active, Value lifted, LinearLayer down, GraphIndex index) {
    Optional<Activated> activated = Activated.of(active, index);
    Optional<LinearLayer> gate = activated.flatMap(a -> LinearLayer.of(a.x(), index));
    Optional<LinearLayer> up = LinearLayer.of(lifted, index);
    if (activated.isEmpty() || gate.isEmpty() || up.isEmpty()) {
      return Optional.empty();
    }
    DotGeneralOp dot = down.dot();
    var form =
        new GatedFeedForwardOp.Form(
            activated.get().by(),
            (int) dot.dimensions().rhsContracting().get(0),
            dot.accuracy().precisions().lhs(),
            dot.element());
    ImmutableList.Builder<Value> operands = ImmutableList.builder();
    operands.add(gate.get().x(), gate.get().weight(), up.get().weight(), down.weight());
    gate.get().bias().ifPresent(operands::add);
    up.get().bias().ifPresent(operands::add);
    down.bias().ifPresent(operands::add);
    return Optional.of(GatedFeedForwardOp.of(operands.build(), form));
  }
}
