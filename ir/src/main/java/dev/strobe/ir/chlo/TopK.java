package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.SortOp;
import java.util.List;

/// The largest elements along the last axis and where they stood.
public final class TopK {
  private TopK() {}

  /// Values `[..., k]` from the largest on, and their s32 indices; of equal ones the first comes
  /// first. Floats are in total order, in which NaN is above infinity and 0 above -0.
  public static ImmutableList<Value> of(GraphBuilder builder, Value operand, long k) {
    TensorType type = operand.tensor();
    int last = type.rank() - 1;
    Checks.require(last >= 0, "chlo.top_k", "an operand of rank 1 or higher", type);
    Checks.require(
        0 <= k && type.admits(last, k),
        "chlo.top_k",
        "0 <= k <= the size of the last axis",
        k,
        type);
    Shape shape = Shape.of(builder, operand);
    Value places = shape.iota(ElementType.S32, last);
    Shape taken = shape.with(last, Shape.Size.of(k));
    SortOp sort =
        new SortOp(ImmutableList.of(operand, places), last, true, descending(builder, type));
    return builder.emit(sort).stream().map(taken::firstOf).collect(ImmutableList.toImmutableList());
  }

  private static Region descending(GraphBuilder builder, TensorType type) {
    Type value = TensorType.of(type.element());
    Type place = TensorType.of(ElementType.S32);
    CompareOp.Comparison comparison =
        type.element().isFloat()
            ? CompareOp.Comparison.TOTALORDER
            : CompareOp.comparisonOf(type.element());
    return builder.region(
        List.of(value, value, place, place),
        x -> builder.emit(new CompareOp(x.get(0), x.get(1), CompareOp.Direction.GT, comparison)));
  }
}
