package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ReduceOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/// The `reduce` op: elements in row-major order are folded into the place their kept axes name.
final class Folding {
  private Folding() {}

  /// @param operands the inputs, then as many initial values
  static List<Tensor> reduce(ReduceOp op, List<Tensor> operands, UnaryOperator<List<Tensor>> body) {
    int n = op.inputs().size();
    List<Tensor> folded = new ArrayList<>();
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      TensorType type = (TensorType) op.resultTypes().get(i);
      inputs.add(Conversion.convert(operands.get(i), type.element()));
      folded.add(Movement.fill(type, Conversion.convert(operands.get(n + i), type.element())));
    }
    int[] places = places(op);
    Optional<BinaryOp.Kind> plain =
        Combiner.plainKind(op.body()).filter(kind -> folded.getFirst().element().isFloat());
    if (plain.isPresent()) {
      foldReal(RealMath.binary(plain.get()), inputs.getFirst(), places, folded.getFirst());
    } else {
      Combiner combiner = Combiner.of(op.body(), body);
      for (int i = 0; i < places.length; i++) {
        combiner.combine(folded, places[i], inputs, i);
      }
    }
    return folded;
  }

  /// Folds in f64 and rounds at the end.
  private static void foldReal(DoubleBinaryOperator f, Tensor input, int[] places, Tensor folded) {
    double[] sums = folded.reals();
    for (int i = 0; i < places.length; i++) {
      sums[places[i]] = f.applyAsDouble(sums[places[i]], input.real(i));
    }
    for (int i = 0; i < sums.length; i++) {
      folded.setReal(i, sums[i]);
    }
  }

  /// For every input element, in order, the position in the result that it is folded into.
  private static int[] places(ReduceOp op) {
    return View.of(op.inputs().getFirst().tensor())
        .foldedInto((TensorType) op.resultTypes().getFirst(), op.dimensions())
        .positions();
  }
}
