package dev.strobe.fusion;

import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Optional;

/// Ops that hardly stand anywhere but in a pattern, and what the pattern lacks where one was found
/// and nothing was proposed.
final class Anchors {
  private Anchors() {}

  /// Whether a node is where a pattern would be, and the step that is missing.
  interface Anchor {
    Optional<Missing> lacks(Node node, GraphIndex index);
  }

  /// A pattern and its step that is missing.
  record Missing(String pattern, String step) {}

  /// A product with probabilities.
  static Optional<Missing> attention(Node node, GraphIndex index) {
    if (!(node.op() instanceof DotGeneralOp mix)) {
      return Optional.empty();
    }
    return isProbability(mix.lhs(), index) || isProbability(mix.rhs(), index)
        ? Optional.of(
            new Missing("strobe.attention", "its scores are no masked product of queries and keys"))
        : Optional.empty();
  }

  private static boolean isProbability(Value value, GraphIndex index) {
    Value flat = index.behind(value, ReshapeOp.class);
    return index
        .binary(index.behind(flat, ConvertOp.class), BinaryOp.Kind.DIVIDE)
        .flatMap(ratio -> index.unary(ratio.lhs(), UnaryOp.Kind.EXPONENTIAL))
        .isPresent();
  }

  /// An exponential divided by a sum.
  static Optional<Missing> softmax(Node node, GraphIndex index) {
    return index
        .binary(node.results().getFirst(), BinaryOp.Kind.DIVIDE)
        .filter(ratio -> index.unary(ratio.lhs(), UnaryOp.Kind.EXPONENTIAL).isPresent())
        .filter(ratio -> isReduced(ratio.rhs(), index))
        .filter(
            ratio ->
                index
                    .unary(ratio.lhs(), UnaryOp.Kind.EXPONENTIAL)
                    .flatMap(power -> index.binary(power, BinaryOp.Kind.SUBTRACT))
                    .isEmpty())
        .map(
            _ ->
                new Missing(
                    "strobe.softmax", "its exponential is not of a difference with the maximum"));
  }

  private static boolean isReduced(Value value, GraphIndex index) {
    return index
        .broadcast(value)
        .flatMap(inner -> index.op(index.behind(inner, ReshapeOp.class), ReduceOp.class))
        .isPresent();
  }

  /// A reciprocal root that is spread over what it scales.
  static Optional<Missing> norm(Node node, GraphIndex index) {
    Value root = node.results().getFirst();
    if (index.unary(root, UnaryOp.Kind.RSQRT).isEmpty()) {
      return Optional.empty();
    }
    Optional<Value> spread =
        index.users(root).stream()
            .map(reader -> reader.results().getFirst())
            .filter(value -> index.broadcast(value).isPresent())
            .findFirst();
    Optional<Value> scaled =
        spread.flatMap(
            value ->
                index.users(value).stream()
                    .map(reader -> reader.results().getFirst())
                    .filter(each -> index.binary(each, BinaryOp.Kind.MULTIPLY).isPresent())
                    .findFirst());
    return scaled
        .filter(value -> NormScale.of(value, index).isEmpty())
        .map(_ -> new Missing("strobe.rms_norm", "its root is not of a mean plus a constant"));
  }

  /// A value times its own sigmoid, in a product.
  static Optional<Missing> gatedFeedForward(Node node, GraphIndex index) {
    Optional<BinaryOp> gated = index.binary(node.results().getFirst(), BinaryOp.Kind.MULTIPLY);
    Optional<BinaryOp> active =
        gated
            .flatMap(product -> index.binary(product.lhs(), BinaryOp.Kind.MULTIPLY))
            .filter(inner -> index.unary(inner.rhs(), UnaryOp.Kind.LOGISTIC).isPresent());
    if (active.isEmpty()) {
      return Optional.empty();
    }
    if (LinearLayer.of(active.get().lhs(), index).isEmpty()) {
      return feedForward("its gate is no product with a matrix");
    }
    if (LinearLayer.of(gated.get().rhs(), index).isEmpty()) {
      return feedForward("what its gate lets through is no product with a matrix");
    }
    boolean projected =
        index.users(node.results().getFirst()).stream()
            .anyMatch(
                reader -> reader.op() instanceof DotGeneralOp || reader.op() instanceof ConvertOp);
    return projected ? Optional.empty() : feedForward("no product with a matrix follows it");
  }

  private static Optional<Missing> feedForward(String step) {
    return Optional.of(new Missing("strobe.gated_feed_forward", step));
  }
}
