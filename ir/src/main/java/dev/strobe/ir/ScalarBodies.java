package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// Adds ops whose bodies work on one element at a time to a graph under construction.
///
/// @param builder where the nodes go and whose methods the bodies are built with
public record ScalarBodies(GraphBuilder builder) {
  /// Sorts along one axis, moving all inputs together and keeping the order of equals.
  ///
  /// @param comparator from two scalars an input, left and right beside each other, to whether the
  ///   left ones belong before the right ones
  public ImmutableList<Value> sort(
      List<Value> inputs, long dimension, Function<List<Value>, Value> comparator) {
    List<Type> scalars = new ArrayList<>();
    for (Value input : inputs) {
      TensorType scalar = TensorType.of(input.tensor().element());
      scalars.add(scalar);
      scalars.add(scalar);
    }
    Region region = builder.region(scalars, x -> List.of(comparator.apply(x)));
    return builder.emit(new SortOp(ImmutableList.copyOf(inputs), dimension, true, region));
  }

  /// What a function of one scalar an input gives for each place of the inputs.
  public Value map(List<Value> inputs, Function<List<Value>, Value> computation) {
    List<Type> scalars = new ArrayList<>();
    inputs.forEach(input -> scalars.add(TensorType.of(input.tensor().element())));
    Region region = builder.region(scalars, x -> List.of(computation.apply(x)));
    int rank = inputs.isEmpty() ? 0 : inputs.getFirst().tensor().rank();
    var dimensions = ImmutableLongArray.copyOf(LongStream.range(0, rank).toArray());
    return builder.emit(new MapOp(ImmutableList.copyOf(inputs), dimensions, region)).getFirst();
  }

  /// Folds each window of the inputs.
  ///
  /// @param body from what is folded so far and the next elements, one scalar an input each, to
  ///   what is then folded
  public ImmutableList<Value> reduceWindow(
      List<Value> inputs, List<Value> initValues, Window window, UnaryOperator<List<Value>> body) {
    List<Type> scalars = new ArrayList<>();
    initValues.forEach(init -> scalars.add(init.type()));
    initValues.forEach(init -> scalars.add(init.type()));
    Region region = builder.region(scalars, body);
    return builder.emit(
        new ReduceWindowOp(
            ImmutableList.copyOf(inputs), ImmutableList.copyOf(initValues), window, region));
  }
}
