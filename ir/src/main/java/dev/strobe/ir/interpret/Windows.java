package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/// The ops that move windows over a tensor: their places are visited in row-major order.
///
/// @param base all of the tensor under the windows
/// @param box all of one window
record Windows(Window window, TensorType type, View base, View box) {
  /// Not a position: there is only padding.
  private static final int PADDING = -1;

  private static Windows of(Window window, TensorType type) {
    View box = View.of(type.withDims(window.dimensions().toArray()));
    return new Windows(window, type, View.of(type), box);
  }

  /// @param operands the inputs, then as many initial values
  static List<Tensor> reduce(
      ReduceWindowOp op, List<Tensor> operands, UnaryOperator<List<Tensor>> body) {
    int n = op.inputs().size();
    List<Tensor> folded = new ArrayList<>();
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> inits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      TensorType type = (TensorType) op.resultTypes().get(i);
      inputs.add(Conversion.convert(operands.get(i), type.element()));
      inits.add(Conversion.convert(operands.get(n + i), type.element()));
      folded.add(Movement.fill(type, inits.get(i)));
    }
    Windows windows = of(op.window(), op.inputs().getFirst().tensor());
    Optional<BinaryOp.Kind> plain =
        Combiner.plainKind(op.body()).filter(kind -> folded.getFirst().element().isFloat());
    if (plain.isPresent()) {
      DoubleBinaryOperator f = RealMath.binary(plain.get());
      windows.foldReal(f, inputs.getFirst(), inits.getFirst().real(0), folded.getFirst());
    } else {
      windows.fold(Combiner.of(op.body(), body), inputs, inits, folded);
    }
    return folded;
  }

  private void fold(
      Combiner combiner, List<Tensor> inputs, List<Tensor> inits, List<Tensor> folded) {
    View results = View.of(folded.getFirst().type());
    for (int i = 0; i < folded.getFirst().size(); i++) {
      for (int position : positions(results.index(i))) {
        boolean inside = position != PADDING;
        combiner.combine(folded, i, inside ? inputs : inits, inside ? position : 0);
      }
    }
  }

  /// Folds in f64 and rounds at the end.
  private void foldReal(DoubleBinaryOperator f, Tensor input, double init, Tensor folded) {
    View results = View.of(folded.type());
    for (int i = 0; i < folded.size(); i++) {
      double sum = init;
      for (int position : positions(results.index(i))) {
        sum = f.applyAsDouble(sum, position == PADDING ? init : input.real(position));
      }
      folded.setReal(i, sum);
    }
  }

  /// @param x operand, source and initial value
  static Tensor selectAndScatter(
      SelectAndScatterOp op,
      List<Tensor> x,
      UnaryOperator<List<Tensor>> select,
      UnaryOperator<List<Tensor>> scatter) {
    Tensor operand = x.get(0);
    TensorType type = (TensorType) op.resultTypes().getFirst();
    Tensor source = Conversion.convert(x.get(1), type.element());
    Tensor result = Movement.fill(type, Conversion.convert(x.get(2), type.element()));
    Windows windows = of(op.window(), operand.type());
    Combiner combiner = Combiner.of(op.bodies().scatter(), scatter);
    View places = View.of(source.type());
    for (int i = 0; i < source.size(); i++) {
      int chosen = windows.chosen(places.index(i), operand, select);
      // The specification leaves open what a window of nothing but padding does.
      if (chosen != PADDING) {
        combiner.combine(List.of(result), chosen, List.of(source), i);
      }
    }
    return result;
  }

  /// The position of the element that is left when each next one is compared with the one so far.
  private int chosen(int[] place, Tensor operand, UnaryOperator<List<Tensor>> select) {
    int chosen = PADDING;
    for (int position : positions(place)) {
      if (position == PADDING) {
        continue;
      }
      boolean keeps =
          chosen != PADDING
              && select
                      .apply(List.of(operand.scalar(chosen), operand.scalar(position)))
                      .getFirst()
                      .integer(0)
                  != 0;
      chosen = keeps ? chosen : position;
    }
    return chosen;
  }

  /// What lies under the places of a window.
  private int[] positions(int[] place) {
    int[] positions = box.positions();
    int[] index = new int[place.length];
    for (int i = 0; i < positions.length; i++) {
      int[] within = box.index(i);
      boolean inside = true;
      for (int d = 0; d < index.length; d++) {
        index[d] = (int) window.axis(d).under(place[d], within[d], type.dim(d));
        inside &= index[d] >= 0;
      }
      positions[i] = inside ? base.position(index) : PADDING;
    }
    return positions;
  }
}
