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
import dev.strobe.ir.op.GatedFeedForwardOp.Activation;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;

/// Makes one op of a gated feed-forward network, with biases or without.
///
/// ```
/// %g = dot %x, %gate                      %y = composite "strobe.gated_feed_forward"
/// %u = dot %x, %up                               %x, %gate, %up, %down
/// %y = dot(%g * logistic %g * %u, %down)
/// ```
///
/// In the place of `logistic` may be the approximation of GELU by a hyperbolic tangent.
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
                    .flatMap(
                        gated ->
                            index
                                .binary(gated.lhs(), BinaryOp.Kind.MULTIPLY)
                                .flatMap(active -> network(active, gated.rhs(), down, index))));
  }

  private static Optional<GatedFeedForwardOp> network(
      BinaryOp active, Value lifted, LinearLayer down, GraphIndex index) {
    boolean silu = index.unary(active.rhs(), UnaryOp.Kind.LOGISTIC).isPresent();
    Optional<Value> activated =
        silu
            ? Optional.of(active.lhs())
            : index.binary(active.lhs(), BinaryOp.Kind.MULTIPLY).map(BinaryOp::lhs);
    Optional<LinearLayer> gate = activated.flatMap(value -> LinearLayer.of(value, index));
    Optional<LinearLayer> up = LinearLayer.of(lifted, index);
    if (gate.isEmpty() || up.isEmpty()) {
      return Optional.empty();
    }
    Activation activation = silu ? Activation.SILU : Activation.GELU_TANH;
    DotGeneralOp dot = down.dot();
    var form =
        new GatedFeedForwardOp.Form(
            activation,
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
