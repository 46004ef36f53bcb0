package dev.strobe.fusion;

import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DequantizeMatmulOp;
import dev.strobe.ir.op.DequantizeMatmulOp.Scaled;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReshapeOp;
import java.util.Optional;

/// Makes one op of a product with a matrix of integers that is made floats first.
///
/// ```
/// %f = convert %w                         %y = composite "strobe.dequantize_matmul"
/// %d = %f * broadcast %scales                    %x, %w, %scales
/// %y = dot %x, %d
/// ```
///
/// Before the scales, zero points may be subtracted; the matrix may be reshaped so that each group
/// of inputs has scales of its own; and where the scales are those of outputs, the product may be
/// scaled instead. A product of integers is another thing: its activations are rounded.
public record FuseDequantizeMatmul() implements Pass {
  @Override
  public String name() {
    return "fuse-dequantize-matmul";
  }

  /// A composite's decomposition names each of its values once, so equal nodes have to be one.
  @Override
  public ImmutableSet<String> requires() {
    return ImmutableSet.of(EliminateCommonSubexpressions.NO_COMMON_SUBEXPRESSIONS);
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return Composition.apply(graph, context, FuseDequantizeMatmul::proposed);
  }

  private static Optional<DequantizeMatmulOp> proposed(Node root, GraphIndex index) {
    Value result = root.results().getFirst();
    Optional<BinaryOp> scaled = index.binary(result, BinaryOp.Kind.MULTIPLY);
    if (scaled.isPresent()) {
      return index
          .broadcast(scaled.get().rhs())
          .flatMap(
              scales ->
                  product(scaled.get().lhs(), index)
                      .flatMap(
                          dot ->
                              index
                                  .op(dot.rhs(), ConvertOp.class)
                                  .map(w -> op(dot, w.operand(), scales, Scaled.PRODUCT))));
    }
    return product(result, index).flatMap(dot -> ofWeight(dot, index));
  }

  private static Optional<DotGeneralOp> product(Value value, GraphIndex index) {
    return LinearLayer.of(value, index)
        .filter(layer -> layer.bias().isEmpty())
        .map(LinearLayer::dot);
  }

  private static Optional<DequantizeMatmulOp> ofWeight(DotGeneralOp dot, GraphIndex index) {
    Optional<BinaryOp> scaled =
        index.binary(index.behind(dot.rhs(), ReshapeOp.class), BinaryOp.Kind.MULTIPLY);
    Optional<Value> scales = scaled.flatMap(op -> index.broadcast(op.rhs()));
    if (scaled.isEmpty() || scales.isEmpty()) {
      return Optional.empty();
    }
    Value centred = scaled.get().lhs();
    Optional<BinaryOp> difference = index.binary(centred, BinaryOp.Kind.SUBTRACT);
    Optional<Value> zeroPoints = difference.flatMap(op -> index.broadcast(op.rhs()));
    Value floats = zeroPoints.isPresent() ? difference.get().lhs() : centred;
    return index
        .op(index.behind(floats, ReshapeOp.class), ConvertOp.class)
        .map(
            w -> {
              DequantizeMatmulOp plain = op(dot, w.operand(), scales.get(), Scaled.WEIGHT);
              return new DequantizeMatmulOp(
                  plain.x(), plain.weight(), plain.scales(), zeroPoints, plain.form());
            });
  }

  private static DequantizeMatmulOp op(
      DotGeneralOp dot, Value weight, Value scales, Scaled scaled) {
    var form =
        new DequantizeMatmulOp.Form(
            scaled,
            (int) dot.dimensions().rhsContracting().get(0),
            dot.accuracy().precisions().lhs(),
            dot.element());
    return new DequantizeMatmulOp(dot.lhs(), weight, scales, Optional.empty(), form);
  }
}
