package dev.strobe.ir.op;

import static dev.strobe.ir.ElementType.BF16;
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
import java.util.Optional;
import java.util.function.Supplier;

/// Contractions and reductions that break one constraint each.
final class ContractionRefusals {
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private ContractionRefusals() {}

  static ImmutableList<Refusal> all() {
    ContractionRefusals refusals = new ContractionRefusals();
    refusals.dotGenerals();
    refusals.algorithms();
    refusals.reductions();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  /// Batching axes of the left, of the right, then contracting axes of the left, of the right.
  private void dotGeneral(String label, long[]... axes) {
    add(label, () -> dotGeneral(f32(2, 3, 4), f32(2, 3, 4), axes));
  }

  private static Op dotGeneral(Value lhs, Value rhs, long[]... axes) {
    var dimensions =
        new DotGeneralOp.Dimensions(longs(axes[0]), longs(axes[1]), longs(axes[2]), longs(axes[3]));
    return new DotGeneralOp(lhs, rhs, dimensions, DotGeneralOp.Precision.DEFAULT, F32);
  }

  private static long[] axes(long... axes) {
    return axes;
  }

  private void dotGenerals() {
    dotGeneral("dot_general_c1", axes(0), axes(), axes(2), axes(2));
    dotGeneral("dot_general_c2", axes(0), axes(0), axes(2), axes());
    dotGeneral("dot_general_c3", axes(0), axes(0), axes(0), axes(2));
    dotGeneral("dot_general_c4", axes(0), axes(0), axes(2), axes(0));
    dotGeneral("dot_general_c5", axes(3), axes(0), axes(2), axes(2));
    dotGeneral("dot_general_c6", axes(0), axes(0), axes(-1), axes(2));
    dotGeneral("dot_general_c7", axes(0), axes(3), axes(2), axes(2));
    dotGeneral("dot_general_c8", axes(0), axes(0), axes(2), axes(7));
    dotGeneral("dot_general_c9", axes(0), axes(1), axes(2), axes(2));
    dotGeneral("dot_general_c10", axes(0), axes(0), axes(1), axes(2));
    add("dot_general_c13", () -> dotGeneral(f32(2), s32(2), axes(), axes(), axes(0), axes(0)));
  }

  private static Op dotGeneral(long lhs, long rhs, long operations, PrecisionConfig precisions) {
    return dotGeneral(new DotAlgorithm.Stored(F32), lhs, rhs, operations, precisions);
  }

  private static Op dotGeneral(
      DotAlgorithm.Format sum, long lhs, long rhs, long operations, PrecisionConfig precisions) {
    var left = new DotAlgorithm.Side(new DotAlgorithm.TensorFloat32(), lhs);
    var right = new DotAlgorithm.Side(new DotAlgorithm.TensorFloat32(), rhs);
    var algorithm = new DotAlgorithm(left, right, sum, operations, false);
    var none = new DotGeneralOp.Dimensions(longs(), longs(), longs(), longs());
    var accuracy = new DotGeneralOp.Accuracy(precisions, Optional.of(algorithm));
    return new DotGeneralOp(f32(), f32(), none, accuracy, F32);
  }

  private void algorithms() {
    var fast = PrecisionConfig.both(DotGeneralOp.Precision.DEFAULT);
    var high = DotGeneralOp.Precision.HIGH;
    add("dot_general_c21", () -> dotGeneral(1, 1, 1, PrecisionConfig.both(high)));
    add("dot_general_c21", () -> dotGeneral(1, 1, 1, new PrecisionConfig(high, fast.rhs())));
    add("dot_general_c21", () -> dotGeneral(1, 1, 1, new PrecisionConfig(fast.lhs(), high)));
    add("dot_general_c22", () -> dotGeneral(0, 1, 1, fast));
    add("dot_general_c23", () -> dotGeneral(1, 0, 1, fast));
    add("dot_general_c24", () -> dotGeneral(1, 1, 0, fast));
    add("dot_algorithm", () -> dotGeneral(new DotAlgorithm.Stored(S32), 1, 1, 1, fast));
  }

  private void reduction(
      String label, ImmutableList<Value> inputs, ImmutableList<Value> inits, Region body) {
    add(label, () -> new ReduceOp(inputs, inits, longs(0), body));
  }

  private void reductions() {
    Region one = firsts(F32);
    Region two = firsts(F32, F32);
    reduction("reduce_c1", valuesOf(f32(2), f32(3)), valuesOf(f32(), f32()), two);
    reduction("reduce_c2", valuesOf(f32(2)), valuesOf(s32()), one);
    reduction("reduce_c2", valuesOf(f32(2)), valuesOf(f32(1)), one);
    reduction("reduce_c3", valuesOf(), valuesOf(), one);
    reduction("reduce_c3", valuesOf(f32(2)), valuesOf(f32(), f32()), one);
    add("reduce_c4", () -> new ReduceOp(valuesOf(f32(2)), valuesOf(f32()), longs(1), one));
    add("reduce_c5", () -> new ReduceOp(valuesOf(f32(2)), valuesOf(f32()), longs(0, 0), one));
    reduction("reduce_c6", valuesOf(f32(2)), valuesOf(f32()), two);
    reduction("reduce_c6", valuesOf(f32(2)), valuesOf(f32()), firsts(BF16));
    reduction("reduce_c6", valuesOf(f32(2)), valuesOf(f32()), firsts(S32));
    Region wide = new Region(valuesOf(f32(2), f32(2)), ImmutableList.of(), valuesOf(f32(2)));
    reduction("reduce_c6", valuesOf(f32(2)), valuesOf(f32()), wide);
    Region lone = new Region(valuesOf(f32()), ImmutableList.of(), valuesOf(f32()));
    reduction("reduce_c6", valuesOf(f32(2)), valuesOf(f32()), lone);
  }
}
