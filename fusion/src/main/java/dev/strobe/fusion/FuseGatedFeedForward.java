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
import dev.strobe.ir.op.SliceOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes one op of a gated feed-forward network, with biases or without.
///
/// ```
/// %g = dot %x, %gate                      %y = composite "strobe.gated_feed_forward"
/// %u = dot %x, %up                               %x, %gate, %up, %down
/// %y = dot(%g * logistic %g * %u, %down)
/// ```
///
/// The activation may be any that [Activated] knows; gate and up may be halves of one product.
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
    return Activated.of(active, index)
        .flatMap(
            activated ->
                lifting(activated.x(), lifted, index)
                    .map(layers -> network(activated.by(), layers, down)));
  }

  private static GatedFeedForwardOp network(
      Activation activation, List<LinearLayer> lifting, LinearLayer down) {
    DotGeneralOp dot = down.dot();
    var form =
        new GatedFeedForwardOp.Form(
            activation,
            (int) dot.dimensions().rhsContracting().get(0),
            dot.accuracy().precisions().lhs(),
            dot.element());
    List<LinearLayer> all = new ArrayList<>(lifting);
    all.add(down);
    ImmutableList.Builder<Value> operands = ImmutableList.builder();
    operands.add(lifting.getFirst().x());
    all.forEach(layer -> operands.add(layer.weight()));
    all.forEach(layer -> layer.bias().ifPresent(operands::add));
    return GatedFeedForwardOp.of(operands.build(), form);
  }

  /// The layers of the gate and of what it lets through, or the one of both.
  private static Optional<List<LinearLayer>> lifting(Value gate, Value lifted, GraphIndex index) {
    Optional<Value> both = index.op(gate, SliceOp.class).map(SliceOp::operand);
    boolean together =
        both.isPresent() && both.equals(index.op(lifted, SliceOp.class).map(SliceOp::operand));
    List<Value> products = together ? List.of(both.get()) : List.of(gate, lifted);
    List<LinearLayer> layers =
        products.stream().flatMap(value -> LinearLayer.of(value, index).stream()).toList();
    return layers.size() == products.size() ? Optional.of(layers) : Optional.empty();
  }
}
