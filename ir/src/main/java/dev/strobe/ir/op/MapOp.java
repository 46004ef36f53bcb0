package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.LongStream;

/// What a body of one scalar an input returns for each place of the inputs.
///
/// The dimensions are all axes, in order.
public record MapOp(ImmutableList<Value> inputs, ImmutableLongArray dimensions, Region computation)
    implements Op {
  public MapOp {
    Checks.require(!inputs.isEmpty(), "map_c2", "0 < size(inputs)", inputs.size());
    TensorType first = inputs.getFirst().tensor();
    TensorType shape = first;
    ImmutableList.Builder<Type> scalars = ImmutableList.builder();
    for (Value input : inputs) {
      TensorType type = input.tensor();
      Checks.require(type.shapeFits(shape), "map_c1", "one shape", shape, type);
      shape = shape.refinedBy(type);
      scalars.add(TensorType.of(type.element()));
    }
    Checks.require(
        dimensions.equals(ImmutableLongArray.copyOf(LongStream.range(0, first.rank()).toArray())),
        "map_c3",
        "dimensions = range(rank(inputs[0]))",
        dimensions,
        first);
    ImmutableList<Type> parameters = scalars.build();
    Checks.require(
        computation.parameterTypes().equals(parameters)
            && computation.results().size() == 1
            && computation.results().getFirst().tensor().isScalar(),
        "map_c4",
        "a computation from " + parameters + " to one scalar",
        computation.parameterTypes(),
        computation.resultTypes());
  }

  @Override
  public String name() {
    return "map";
  }

  @Override
  public ImmutableList<Value> operands() {
    return inputs;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType result = computation.results().getFirst().tensor();
    TensorType shape =
        inputs.stream().map(Value::tensor).reduce(TensorType::refinedBy).orElseThrow();
    return ImmutableList.of(shape.withElement(result.element()));
  }

  @Override
  public MapOp withOperands(List<Value> operands) {
    return new MapOp(ImmutableList.copyOf(operands), dimensions, computation);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(computation);
  }

  @Override
  public MapOp withRegions(List<Region> regions) {
    return new MapOp(inputs, dimensions, regions.getFirst());
  }
}
