package dev.strobe.fusion;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Node;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReshapeOp;
import java.util.Optional;

/// `reshape(dot(reshape x, w))` -> `dot(x, w)`, where the first reshape only flattened the axes of
/// x before its last one, and the second one restores them. Each row is summed as before.
record KeepRows() implements RewriteRule {
  @Override
  public Optional<Value> rewrite(Node node, Rewriting to) {
    return node.op() instanceof ReshapeOp restored
        ? to.op(restored.operand(), DotGeneralOp.class)
            .filter(KeepRows::isMatrixProduct)
            // Or there would be two products.
            .filter(_ -> to.isReadOnce(restored.operand()))
            .flatMap(
                dot ->
                    to.op(dot.lhs(), ReshapeOp.class)
                        .map(ReshapeOp::operand)
                        .filter(x -> isRowsOf(dot, x.tensor()))
                        .map(x -> product(x, dot))
                        .filter(whole -> whole.resultTypes().getFirst().equals(restored.type()))
                        .map(to::emit))
        : Optional.empty();
  }

  private static boolean isMatrixProduct(DotGeneralOp dot) {
    return dot.lhs().tensor().rank() == 2
        && dot.rhs().tensor().rank() == 2
        && dot.dimensions().lhsContracting().equals(ImmutableLongArray.of(1))
        && dot.dimensions().rhsContracting().length() == 1;
  }

  private static boolean isRowsOf(DotGeneralOp dot, TensorType x) {
    return x.isStatic()
        && dot.lhs().tensor().isStatic()
        && x.rank() > 2
        && x.dim(x.rank() - 1) == dot.lhs().tensor().dim(1);
  }

  private static DotGeneralOp product(Value x, DotGeneralOp dot) {
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(x.tensor().rank() - 1),
            dot.dimensions().rhsContracting());
    return new DotGeneralOp(x, dot.rhs(), dimensions, dot.accuracy(), dot.element());
  }
}
