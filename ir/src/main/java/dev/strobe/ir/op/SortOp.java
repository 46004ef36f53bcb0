package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The inputs with their elements along one axis in order, all inputs moved together.
///
/// The comparator takes two scalars an input, left and right beside each other, and says whether
/// the left ones belong before the right ones. A negative dimension counts from the last axis.
public record SortOp(
    ImmutableList<Value> inputs, long dimension, boolean isStable, Region comparator)
    implements Op {
  public SortOp {
    Checks.require(!inputs.isEmpty(), "sort_c1", "0 < size(inputs)", inputs.size());
    TensorType first = inputs.getFirst().tensor();
    ImmutableList.Builder<Type> scalars = ImmutableList.builder();
    for (Value input : inputs) {
      TensorType type = input.tensor();
      Checks.require(type.shapeFits(first), "sort_c3", "one shape", first, type);
      TensorType scalar = TensorType.of(type.element());
      scalars.add(scalar, scalar);
    }
    Checks.require(
        -first.rank() <= dimension && dimension < first.rank(),
        "sort_c4",
        "-R <= dimension < R for R = rank(inputs[0])",
        dimension,
        first);
    ImmutableList<Type> parameters = scalars.build();
    Checks.require(
        comparator.hasType(parameters, ImmutableList.of(TensorType.of(ElementType.PRED))),
        "sort_c5",
        "a comparator from " + parameters + " to [tensor<i1>]",
        comparator.parameterTypes(),
        comparator.resultTypes());
  }

  /// The axis that is sorted, counted from the first.
  public int axis() {
    return (int) (dimension < 0 ? dimension + inputs.getFirst().tensor().rank() : dimension);
  }

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public ImmutableList<Value> operands() {
    return inputs;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return inputs.stream().map(Value::type).collect(ImmutableList.toImmutableList());
  }

  @Override
  public SortOp withOperands(List<Value> operands) {
    return new SortOp(ImmutableList.copyOf(operands), dimension, isStable, comparator);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(comparator);
  }

  @Override
  public SortOp withRegions(List<Region> regions) {
    return new SortOp(inputs, dimension, isStable, regions.getFirst());
  }
}
