package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.Arrays;

/// Short names for what tests of ops are full of.
final class Operands {
  private Operands() {}

  static Value value(ElementType element, long... dims) {
    return new Value(TensorType.of(element, dims));
  }

  static Value f32(long... dims) {
    return value(ElementType.F32, dims);
  }

  static Value s32(long... dims) {
    return value(ElementType.S32, dims);
  }

  static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  static ImmutableList<Value> valuesOf(Value... values) {
    return ImmutableList.copyOf(values);
  }

  /// A body that returns values as they are.
  static Region body(ImmutableList<Value> parameters, Value... results) {
    return new Region(parameters, ImmutableList.of(), valuesOf(results));
  }

  /// A body of two scalars an element type that returns the first ones.
  static Region firsts(ElementType... elements) {
    ImmutableList<Value> left = scalars(elements);
    ImmutableList<Value> right = scalars(elements);
    ImmutableList<Value> all = ImmutableList.<Value>builder().addAll(left).addAll(right).build();
    return new Region(all, ImmutableList.of(), left);
  }

  private static ImmutableList<Value> scalars(ElementType... elements) {
    return Arrays.stream(elements)
        .map(element -> value(element))
        .collect(ImmutableList.toImmutableList());
  }

  /// A body that adds two scalars.
  static Region sum(ElementType element) {
    Value left = value(element);
    Value right = value(element);
    Node add = Node.of(new BinaryOp(BinaryOp.Kind.ADD, left, right), Location.UNKNOWN);
    return new Region(valuesOf(left, right), ImmutableList.of(add), add.results());
  }
}
