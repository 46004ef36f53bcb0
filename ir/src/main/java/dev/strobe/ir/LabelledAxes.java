package dev.strobe.ir;

import static java.util.stream.Collectors.joining;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.SliceOp;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A value whose axes have labels.
///
/// @param builder where the nodes go
record LabelledAxes(GraphBuilder builder, Value value, String labels) {
  /// The label of the last axis that has no letter, from a range of characters without meaning.
  private static final char LAST_UNNAMED = '\uE000';

  private static final char LARGEST_UNNAMED = '\uF8FF';

  static boolean isUnnamed(int label) {
    return label >= LAST_UNNAMED && label <= LARGEST_UNNAMED;
  }

  /// Labels for so many axes that have no letter; the last ones have the same always.
  static String unnamed(int count) {
    StringBuilder labels = new StringBuilder();
    for (int i = count - 1; i >= 0; i--) {
      labels.append((char) (LAST_UNNAMED + i));
    }
    return labels.toString();
  }

  /// Of axes with one label the diagonal, so that each has its own.
  static LabelledAxes of(GraphBuilder builder, Value value, String labels) {
    LabelledAxes axes = new LabelledAxes(builder, value, labels);
    int again = axes.repeated();
    while (again >= 0) {
      axes = axes.diagonal(axes.labels.indexOf(axes.labels.charAt(again)), again);
      again = axes.repeated();
    }
    return axes;
  }

  /// The first axis whose label one before it has, or a negative number.
  private int repeated() {
    return IntStream.range(0, labels.length())
        .filter(axis -> labels.indexOf(labels.charAt(axis)) < axis)
        .findFirst()
        .orElse(-1);
  }

  private LabelledAxes diagonal(int first, int second) {
    TensorType type = value.tensor();
    char label = labels.charAt(first);
    Checks.require(
        type.isStatic() && type.dim(first) == type.dim(second),
        "einsum",
        "known sizes that are equal where the label '" + label + "' is repeated",
        type);
    int[] others = IntStream.range(0, type.rank()).filter(d -> d != first && d != second).toArray();
    IntStream order = IntStream.concat(IntStream.of(first, second), Arrays.stream(others));
    Value front = builder.transpose(value, order.asLongStream().toArray());
    String left =
        Arrays.stream(others).mapToObj(d -> labels.substring(d, d + 1)).collect(joining());
    return new LabelledAxes(builder, diagonal(front), label + left);
  }

  /// The diagonal of the first two axes: with these as one, its elements are a step apart.
  private Value diagonal(Value front) {
    long[] sizes = front.tensor().dims().subArray(1, front.tensor().rank()).toArray();
    long[] strides = new long[sizes.length];
    Arrays.fill(strides, 1);
    strides[0] = sizes[0] + 1;
    sizes[0] *= sizes[0];
    SliceOp slice =
        new SliceOp(
            builder.reshape(front, sizes),
            ImmutableLongArray.copyOf(new long[sizes.length]),
            ImmutableLongArray.copyOf(sizes),
            ImmutableLongArray.copyOf(strides));
    return builder.emit(slice).getFirst();
  }

  /// Summed over all axes but those of some labels.
  LabelledAxes summed(String kept) {
    String dropped = without(labels, kept);
    return dropped.isEmpty()
        ? this
        : new LabelledAxes(builder, builder.reduceSum(value, axes(dropped)), common(labels, kept));
  }

  /// Products, summed over all axes but those of the result.
  LabelledAxes times(LabelledAxes other, String result, DotGeneralOp.Accuracy accuracy) {
    LabelledAxes left = summed(keptBeside(other, result));
    LabelledAxes right = other.summed(other.keptBeside(this, result));
    String shared = common(left.labels, right.labels);
    String batch = common(shared, result);
    String contracted = without(shared, result);
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.copyOf(left.axes(batch)),
            ImmutableLongArray.copyOf(right.axes(batch)),
            ImmutableLongArray.copyOf(left.axes(contracted)),
            ImmutableLongArray.copyOf(right.axes(contracted)));
    ElementType element = left.value.tensor().element();
    var op = new DotGeneralOp(left.value, right.value, dimensions, accuracy, element);
    String made = batch + without(left.labels, shared) + without(right.labels, shared);
    return new LabelledAxes(builder, builder.emit(op).getFirst(), made);
  }

  /// Labels of axes that a product with another value needs. One of size 1 that the other one
  /// repeats is as good as none.
  private String keptBeside(LabelledAxes other, String result) {
    return keep(
        common(labels, other.labels + result),
        label -> !isUnnamed(label) || size(label) != 1 || other.size(label) == 1);
  }

  /// The size of the axis of a label; 1 where there is none.
  private long size(int label) {
    int axis = labels.indexOf(label);
    return axis < 0 ? 1 : value.tensor().dim(axis);
  }

  /// The axes in the order of labels.
  Value arranged(String order) {
    return labels.equals(order) ? value : builder.transpose(value, axes(order));
  }

  private long[] axes(String wanted) {
    return wanted.chars().mapToLong(labels::indexOf).toArray();
  }

  private static String common(String labels, String others) {
    return keep(labels, label -> others.indexOf(label) >= 0);
  }

  private static String without(String labels, String others) {
    return keep(labels, label -> others.indexOf(label) < 0);
  }

  private static String keep(String labels, IntPredicate kept) {
    StringBuilder all = new StringBuilder();
    labels.chars().filter(kept).forEach(label -> all.append((char) label));
    return all.toString();
  }
}
