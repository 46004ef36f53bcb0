package dev.strobe.ir.op;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.S32;
import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.firsts;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;

/// Scatters that break one constraint each.
///
/// All start from a batched scatter: inputs `[batch 2, rows 7, columns 5, width 3]`, indices
/// `[batch 2, picks 4, vector 2]` into rows and columns, updates `[batch 2, picks 4, width 3]`.
final class ScatterRefusals {
  private static final Value INPUT = f32(2, 7, 5, 3);
  private static final Value INDICES = s32(2, 4, 2);
  private static final Value UPDATE = f32(2, 4, 3);

  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private ScatterRefusals() {}

  static ImmutableList<Refusal> all() {
    ScatterRefusals refusals = new ScatterRefusals();
    refusals.operands();
    refusals.inputAxes();
    refusals.indexAxes();
    refusals.updates();
    return refusals.all.build();
  }

  private static long[] axes(long... axes) {
    return axes;
  }

  /// Axis lists in the order of the specification's inputs I4 to I8.
  private static ScatterOp.DimensionNumbers numbers(long vector, long[]... axes) {
    return new ScatterOp.DimensionNumbers(
        longs(axes[0]), longs(axes[1]), longs(axes[2]), longs(axes[3]), longs(axes[4]), vector);
  }

  private static ScatterOp.DimensionNumbers numbers() {
    return numbers(2, axes(2), axes(1, 2), axes(0), axes(0), axes(1, 2));
  }

  private static Op scatter(
      ImmutableList<Value> inputs,
      Value indices,
      ImmutableList<Value> updates,
      ScatterOp.DimensionNumbers numbers,
      Region body) {
    return new ScatterOp(
        inputs, indices, updates, numbers, new ScatterOp.Hints(false, false), body);
  }

  static Op valid() {
    return scatter(valuesOf(INPUT), INDICES, valuesOf(UPDATE), numbers(), firsts(F32));
  }

  private void add(String label, long[]... axes) {
    all.add(new Refusal(label, () -> withNumbers(numbers(2, axes))));
  }

  private static Op withNumbers(ScatterOp.DimensionNumbers numbers) {
    return scatter(valuesOf(INPUT), INDICES, valuesOf(UPDATE), numbers, firsts(F32));
  }

  private void operands(
      String label, ImmutableList<Value> inputs, ImmutableList<Value> updates, Region body) {
    all.add(new Refusal(label, () -> scatter(inputs, INDICES, updates, numbers(), body)));
  }

  private void operands() {
    Region two = firsts(F32, F32);
    operands("scatter_c1", valuesOf(INPUT, f32(2, 7, 5, 4)), valuesOf(UPDATE, UPDATE), two);
    operands("scatter_c3", valuesOf(INPUT, INPUT), valuesOf(UPDATE, f32(2, 4, 2)), two);
    operands("scatter_c5", valuesOf(), valuesOf(), two);
    operands("scatter_c5", valuesOf(INPUT), valuesOf(UPDATE, UPDATE), two);
    operands("scatter_c6", valuesOf(INPUT), valuesOf(s32(2, 4, 3)), firsts(F32));
    operands("scatter_c23", valuesOf(INPUT), valuesOf(UPDATE), two);
    operands("scatter_c23", valuesOf(INPUT), valuesOf(UPDATE), firsts(S32));
  }

  private void inputAxes() {
    add("scatter_c2", axes(2), axes(1), axes(0), axes(0), axes(1, 2));
    add("scatter_c9", axes(2), axes(0, 2), axes(0), axes(0), axes(1, 2));
    add("scatter_c10", axes(2), axes(2, 1), axes(0), axes(0), axes(1, 2));
    add("scatter_c11", axes(2), axes(1, 4), axes(0), axes(0), axes(1, 2));
    add("scatter_c12", axes(), axes(2, 3), axes(1, 0), axes(0, 1), axes(2, 3));
    add("scatter_c13", axes(2), axes(1, 2), axes(4), axes(0), axes(1, 2));
    add("scatter_c20", axes(2), axes(1, 2), axes(0), axes(0), axes(0, 2));
    add("scatter_c21", axes(2), axes(1, 2), axes(0), axes(0), axes(1, 4));
  }

  private void indexAxes() {
    all.add(new Refusal("scatter_i2", () -> withIndices(f32(2, 4, 2), 2)));
    add("scatter_c14", axes(), axes(2, 3), axes(0, 1), axes(0, 0), axes(2, 3));
    add("scatter_c15", axes(2), axes(1, 2), axes(0), axes(3), axes(1, 2));
    add("scatter_c16", axes(2), axes(1, 2), axes(0), axes(2), axes(1, 2));
    add("scatter_c17", axes(2), axes(1, 2), axes(0), axes(), axes(1, 2));
    add("scatter_c18", axes(2), axes(1, 2), axes(0), axes(1), axes(1, 2));
    all.add(new Refusal("scatter_c19", () -> withIndices(s32(2, 4, 3), 2)));
    all.add(new Refusal("scatter_c22", () -> withIndices(INDICES, 4)));
    all.add(new Refusal("scatter_c22", () -> withIndices(INDICES, -1)));
  }

  private static Op withIndices(Value indices, long vector) {
    var numbers = numbers(vector, axes(2), axes(1, 2), axes(0), axes(0), axes(1, 2));
    return scatter(valuesOf(INPUT), indices, valuesOf(UPDATE), numbers, firsts(F32));
  }

  private void updates() {
    all.add(new Refusal("scatter_c4", () -> withUpdate(f32(2, 4, 4))));
    all.add(new Refusal("scatter_c4", () -> withUpdate(f32(2, 5, 3))));
    all.add(new Refusal("scatter_c4", () -> withUpdate(f32(2, 4, 3, 1))));
    add("scatter_c7", axes(1, 1), axes(1), axes(0), axes(0), axes(1, 2));
    add("scatter_c7", axes(2, 1), axes(1), axes(0), axes(0), axes(1, 2));
    add("scatter_c8", axes(3), axes(1, 2), axes(0), axes(0), axes(1, 2));
  }

  private static Op withUpdate(Value update) {
    return scatter(valuesOf(INPUT), INDICES, valuesOf(update), numbers(), firsts(F32));
  }
}
