package dev.strobe.ir.interpret;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ScatterOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// `gather` and `scatter`, element by element.
final class Indexing {
  /// Outside every tensor, yet adding a window's offset does not overflow.
  private static final int OUTSIDE = 1 << 30;

  private Indexing() {}

  /// A start is limited so that its slice lies inside.
  static Tensor gather(GatherOp op, Tensor operand, Tensor indices) {
    Tensor out = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    Addressing addressing = Addressing.of(op.numbers());
    TensorType type = operand.type();
    View places = View.of(type);
    View results = View.of(out.type());
    for (int i = 0; i < out.size(); i++) {
      int[] index =
          addressing.operandIndex(
              results.index(i),
              indices,
              type.rank(),
              (start, axis) -> Math.clamp(start, 0L, type.dim(axis) - op.sliceSizes().get(axis)));
      out.copy(i, operand, places.position(index));
    }
    return out;
  }

  /// Updates are applied in row-major order; those outside are dropped one by one.
  ///
  /// @param operands the inputs, the indices, then as many updates as inputs
  static List<Tensor> scatter(
      ScatterOp op, List<Tensor> operands, UnaryOperator<List<Tensor>> body) {
    int n = op.inputs().size();
    List<Tensor> results = new ArrayList<>();
    List<Tensor> updates = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ElementType element = ((TensorType) op.resultTypes().get(i)).element();
      results.add(Conversion.convert(operands.get(i), element).copy());
      updates.add(Conversion.convert(operands.get(n + 1 + i), element));
    }
    Combiner combiner = Combiner.of(op.updateComputation(), body);
    Addressing addressing = Addressing.of(op.numbers());
    View places = View.of(results.getFirst().type());
    View sources = View.of(updates.getFirst().type());
    for (int i = 0; i < updates.getFirst().size(); i++) {
      int[] index =
          addressing.operandIndex(
              sources.index(i),
              operands.get(n),
              places.rank(),
              (start, axis) -> Math.clamp(start, -OUTSIDE, OUTSIDE));
      if (places.contains(index)) {
        combiner.combine(results, places.position(index), updates, i);
      }
    }
    return results;
  }
}
