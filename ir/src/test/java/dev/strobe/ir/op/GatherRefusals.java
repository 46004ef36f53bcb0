package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;

/// Gathers that break one constraint each.
///
/// All start from a batched gather: operand `[batch 2, rows 7, columns 5, width 3]`, indices
/// `[batch 2, picks 4, vector 2]` into rows and columns, result `[batch, picks, width]`.
final class GatherRefusals {
  private static final Value OPERAND = f32(2, 7, 5, 3);
  private static final Value INDICES = s32(2, 4, 2);
  private static final long[] SIZES = {1, 1, 1, 3};

  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private GatherRefusals() {}

  static ImmutableList<Refusal> all() {
    GatherRefusals refusals = new GatherRefusals();
    refusals.operandAxes();
    refusals.indexAxes();
    refusals.sizes();
    return refusals.all.build();
  }

  /// Axis lists in the order of the specification's inputs I3 to I7.
  private static Op gather(Value indices, long[] sizes, long vector, long[]... axes) {
    var numbers =
        new GatherOp.DimensionNumbers(
            longs(axes[0]), longs(axes[1]), longs(axes[2]), longs(axes[3]), longs(axes[4]), vector);
    return new GatherOp(OPERAND, indices, numbers, longs(sizes), false);
  }

  static Op valid() {
    return gather(INDICES, SIZES, 2, axes(2), axes(1, 2), axes(0), axes(0), axes(1, 2));
  }

  private static long[] axes(long... axes) {
    return axes;
  }

  private void add(String label, long[]... axes) {
    all.add(new Refusal(label, () -> gather(INDICES, SIZES, 2, axes)));
  }

  private void operandAxes() {
    add("gather_c1", axes(1, 2), axes(1, 2), axes(0), axes(0), axes(1, 2));
    all.add(
        new Refusal(
            "gather_c4",
            () -> gather(INDICES, SIZES, 2, axes(1, 1), axes(1), axes(0), axes(0), axes(1, 2))));
    add("gather_c4", axes(2, 1), axes(1), axes(0), axes(0), axes(1, 2));
    add("gather_c5", axes(3), axes(1, 2), axes(0), axes(0), axes(1, 2));
    add("gather_c6", axes(2), axes(0, 2), axes(0), axes(0), axes(1, 2));
    add("gather_c7", axes(2), axes(2, 1), axes(0), axes(0), axes(1, 2));
    add("gather_c8", axes(2), axes(1, 4), axes(0), axes(0), axes(1, 2));
    all.add(new Refusal("gather_c10", () -> twoBatchingAxes(axes(1, 0), axes(0, 1))));
    add("gather_c11", axes(2), axes(1, 2), axes(4), axes(0), axes(1, 2));
    add("gather_c18", axes(2), axes(1, 2), axes(0), axes(0), axes(0, 2));
    add("gather_c18", axes(2), axes(1, 2), axes(0), axes(0), axes(1, 1));
    add("gather_c19", axes(2), axes(1, 2), axes(0), axes(0), axes(1, 4));
  }

  private void indexAxes() {
    all.add(new Refusal("gather_i2", () -> withIndices(f32(2, 4, 2), 2)));
    all.add(new Refusal("gather_c2", () -> withIndices(INDICES, 4)));
    all.add(new Refusal("gather_c2", () -> withIndices(INDICES, -1)));
    all.add(new Refusal("gather_c3", () -> withIndices(s32(2, 4, 3), 2)));
    all.add(new Refusal("gather_c3", () -> withIndices(INDICES, 3)));
    all.add(new Refusal("gather_c13", () -> twoBatchingAxes(axes(0, 1), axes(0, 0))));
    add("gather_c14", axes(2), axes(1, 2), axes(0), axes(3), axes(1, 2));
    add("gather_c15", axes(2), axes(1, 2), axes(0), axes(2), axes(1, 2));
    add("gather_c16", axes(2), axes(1, 2), axes(0), axes(), axes(1, 2));
    add("gather_c17", axes(2), axes(1, 2), axes(0), axes(1), axes(1, 2));
  }

  /// Single elements, of which two axes are batching and two picked.
  private static Op twoBatchingAxes(long[] ofOperand, long[] ofIndices) {
    long[] sizes = {1, 1, 1, 1};
    return gather(INDICES, sizes, 2, axes(), axes(2, 3), ofOperand, ofIndices, axes(2, 3));
  }

  private static Op withIndices(Value indices, long vector) {
    return gather(indices, SIZES, vector, axes(2), axes(1, 2), axes(0), axes(0), axes(1, 2));
  }

  private void sizes() {
    all.add(new Refusal("gather_c9", () -> withSizes(1, 2, 1, 3)));
    all.add(new Refusal("gather_c12", () -> withSizes(2, 1, 1, 3)));
    all.add(new Refusal("gather_c20", () -> withSizes(1, 1, 1)));
    all.add(new Refusal("gather_c21", () -> withSizes(1, 1, 1, 4)));
    all.add(new Refusal("gather_c21", () -> withSizes(1, 1, 1, -1)));
  }

  private static Op withSizes(long... sizes) {
    return gather(INDICES, sizes, 2, axes(2), axes(1, 2), axes(0), axes(0), axes(1, 2));
  }
}
