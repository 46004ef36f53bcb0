package dev.strobe.ir.interpret;

import dev.strobe.ir.op.SortOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// The `sort` op: a merge sort of each line along the axis, stable whether asked for or not.
///
/// The library's sorts may refuse a comparator that is no order, such as one that meets NaN; this
/// one ends whatever the comparator says.
final class Sorting {
  private final List<Tensor> inputs;
  private final UnaryOperator<List<Tensor>> comparator;

  private Sorting(List<Tensor> inputs, UnaryOperator<List<Tensor>> comparator) {
    this.inputs = inputs;
    this.comparator = comparator;
  }

  static List<Tensor> sort(SortOp op, List<Tensor> inputs, UnaryOperator<List<Tensor>> comparator) {
    Sorting sorting = new Sorting(inputs, comparator);
    List<Tensor> results = inputs.stream().map(Tensor::copy).toList();
    View view = View.of(inputs.getFirst().type());
    int[] positions = view.withLast(op.axis()).positions();
    int length = (int) inputs.getFirst().type().dim(op.axis());
    for (int start = 0; start < positions.length; start += length) {
      int[] line = Arrays.copyOfRange(positions, start, start + length);
      int[] sorted = sorting.sorted(line);
      for (int i = 0; i < length; i++) {
        for (int k = 0; k < results.size(); k++) {
          results.get(k).copy(line[i], inputs.get(k), sorted[i]);
        }
      }
    }
    return results;
  }

  private int[] sorted(int[] line) {
    if (line.length < 2) {
      return line;
    }
    int middle = line.length / 2;
    int[] left = sorted(Arrays.copyOfRange(line, 0, middle));
    int[] right = sorted(Arrays.copyOfRange(line, middle, line.length));
    int[] merged = new int[line.length];
    int l = 0;
    int r = 0;
    for (int i = 0; i < merged.length; i++) {
      boolean takesRight = l == left.length || (r < right.length && isBefore(right[r], left[l]));
      merged[i] = takesRight ? right[r++] : left[l++];
    }
    return merged;
  }

  private boolean isBefore(int a, int b) {
    List<Tensor> scalars = new ArrayList<>();
    for (Tensor input : inputs) {
      scalars.add(input.scalar(a));
      scalars.add(input.scalar(b));
    }
    return comparator.apply(scalars).getFirst().integer(0) != 0;
  }
}
