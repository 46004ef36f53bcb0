package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Products in which consecutive stretches of one axis of the left operand, the groups, are apart:
/// each meets a right operand of its own (`[m, k], [g, k, n] -> [m, n]`), or has a result of its
/// own where that axis is summed over (`[m, k], [k, n] -> [g, m, n]`). Of a batching axis, what is
/// in no group is zero.
///
/// One product of `g` copies of the left operand, each zero outside of its group.
public record RaggedDot(
    GraphBuilder builder,
    DotGeneralOp.Dimensions dimensions,
    Axes axes,
    DotGeneralOp.Accuracy accuracy,
    ElementType element) {

  /// The ragged axis of the left operand; that of the groups in the right one, if it has one.
  public record Axes(ImmutableLongArray ragged, ImmutableLongArray group) {
    public Axes {
      Checks.require(ragged.length() == 1, "chlo.ragged_dot", "one ragged axis", ragged);
    }

    long first() {
      return ragged.get(0);
    }
  }

  /// @param groupSizes of all groups, `[g]` or `[batch..., g]`
  public Value of(Value lhs, Value rhs, Value groupSizes) {
    Checks.require(
        axes.first() >= 0 && axes.first() < lhs.tensor().rank(),
        "chlo.ragged_dot",
        "a ragged axis of the left operand",
        axes.first(),
        lhs.tensor());
    boolean batching = dimensions.lhsBatching().contains(axes.first());
    boolean contracting = dimensions.lhsContracting().contains(axes.first());
    Checks.require(
        axes.group().length() == (batching || contracting ? 0 : 1),
        "chlo.ragged_dot",
        "one group axis of the right operand if the ragged axis is in the result, else none",
        axes.group());
    Value copies = masked(lhs, groupSizes);
    if (batching) {
      return dot(builder.reduceSum(copies, 0), rhs, dimensions);
    }
    ImmutableLongArray lhsContracting =
        contracting
            ? shifted(dimensions.lhsContracting())
            : with(shifted(dimensions.lhsContracting()), 0);
    ImmutableLongArray rhsContracting =
        contracting
            ? dimensions.rhsContracting()
            : with(dimensions.rhsContracting(), axes.group().get(0));
    Value product =
        dot(
            copies,
            rhs,
            new DotGeneralOp.Dimensions(
                shifted(dimensions.lhsBatching()),
                dimensions.rhsBatching(),
                lhsContracting,
                rhsContracting));
    return contracting ? groupsFirst(product) : product;
  }

  private Value dot(Value lhs, Value rhs, DotGeneralOp.Dimensions numbers) {
    return builder.emit(new DotGeneralOp(lhs, rhs, numbers, accuracy, element)).getFirst();
  }

  private static ImmutableLongArray shifted(ImmutableLongArray all) {
    return ImmutableLongArray.copyOf(all.stream().map(axis -> axis + 1));
  }

  private static ImmutableLongArray with(ImmutableLongArray all, long axis) {
    return ImmutableLongArray.builder().addAll(all).add(axis).build();
  }

  private Value groupsFirst(Value product) {
    int batches = dimensions.lhsBatching().length();
    IntStream others = IntStream.range(0, product.tensor().rank()).filter(axis -> axis != batches);
    return builder.transpose(
        product, LongStream.concat(LongStream.of(batches), others.asLongStream()).toArray());
  }

  /// A copy of the left operand for each group, along a new first axis.
  private Value masked(Value lhs, Value groupSizes) {
    TensorType sizes = groupSizes.tensor();
    int batches = sizes.rank() - 1;
    Checks.require(
        sizes.element().isInteger()
            && (batches == 0 || batches == dimensions.lhsBatching().length()),
        "chlo.ragged_dot",
        "integer group sizes [g] or [batch..., g]",
        sizes);
    Shape shape =
        new Shape(
            builder,
            ImmutableList.<Shape.Size>builder()
                .add(Shape.Size.of(builder, groupSizes, batches))
                .addAll(Shape.of(builder, lhs).sizes())
                .build());
    long[] place =
        LongStream.concat(
                dimensions.lhsBatching().stream().limit(batches).map(axis -> axis + 1),
                LongStream.of(0))
            .toArray();
    Value starts = starts(groupSizes);
    Value first = shape.broadcast(starts, place);
    Value end = shape.broadcast(builder.add(starts, groupSizes), place);
    Value position = shape.iota(sizes.element(), (int) axes.first() + 1);
    Value inside =
        builder.and(
            builder.compare(position, first, CompareOp.Direction.GE),
            builder.compare(position, end, CompareOp.Direction.LT));
    long[] all = LongStream.rangeClosed(1, lhs.tensor().rank()).toArray();
    Value copies = shape.broadcast(lhs, all);
    return builder.select(inside, copies, shape.filled(lhs.tensor().element(), 0));
  }

  /// Where each group begins: the sum of the sizes before it.
  private Value starts(Value groupSizes) {
    ElementType count = groupSizes.tensor().element();
    int last = groupSizes.tensor().rank() - 1;
    ImmutableList<Shape.Size> own = Shape.of(builder, groupSizes).sizes();
    Shape shape =
        new Shape(
            builder, ImmutableList.<Shape.Size>builder().addAll(own).add(own.getLast()).build());
    long[] place = LongStream.concat(LongStream.range(0, last), LongStream.of(last + 1)).toArray();
    Value sizes = shape.broadcast(groupSizes, place);
    Value before =
        builder.compare(
            shape.iota(count, last + 1), shape.iota(count, last), CompareOp.Direction.LT);
    Value counted = builder.select(before, sizes, shape.filled(count, 0));
    return builder.reduceSum(counted, last + 1);
  }
}
