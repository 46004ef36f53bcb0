package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Folds axes of the inputs with a body, starting from the initial values.
///
/// The body takes one scalar an input for what is folded so far, then one an input for the next
/// element, and returns one an input.
public record ReduceOp(
    ImmutableList<Value> inputs,
    ImmutableList<Value> initValues,
    ImmutableLongArray dimensions,
    Region body)
    implements Op {
  public ReduceOp {
    Checks.require(
        !inputs.isEmpty() && inputs.size() == initValues.size(),
        "reduce_c3",
        "0 < size(inputs) = size(init_values)",
        inputs.size(),
        initValues.size());
    TensorType first = inputs.getFirst().tensor();
    TensorType shape = first;
    for (int i = 0; i < inputs.size(); i++) {
      TensorType type = inputs.get(i).tensor();
      TensorType init = initValues.get(i).tensor();
      Checks.require(type.shapeFits(shape), "reduce_c1", "one shape", shape, type);
      shape = shape.refinedBy(type);
      Checks.require(
          init.isScalar() && init.element() == type.element(),
          "reduce_c2",
          "scalar init_values of the inputs' element types",
          type,
          init);
    }
    Checks.require(
        Checks.inRange(dimensions, 0, first.rank()),
        "reduce_c4",
        "0 <= dimensions < rank(inputs[0])",
        dimensions,
        first);
    Checks.require(Checks.isUnique(dimensions), "reduce_c5", "unique dimensions", dimensions);
    requireBody("reduce_c6", inputs, body);
  }

  @Override
  public String name() {
    return "reduce";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder().addAll(inputs).addAll(initValues).build();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return body.results().stream()
        .map(result -> (Type) reduced(result.tensor().element()))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public ReduceOp withOperands(List<Value> operands) {
    int n = inputs.size();
    return new ReduceOp(
        ImmutableList.copyOf(operands.subList(0, n)),
        ImmutableList.copyOf(operands.subList(n, 2 * n)),
        dimensions,
        body);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(body);
  }

  @Override
  public ReduceOp withRegions(List<Region> regions) {
    return new ReduceOp(inputs, initValues, dimensions, regions.getFirst());
  }

  private TensorType reduced(ElementType element) {
    TensorType type =
        inputs.stream().map(Value::tensor).reduce(TensorType::refinedBy).orElseThrow();
    LongStream kept = LongStream.range(0, type.rank()).filter(d -> !dimensions.contains(d));
    return TensorType.of(element, kept.map(d -> type.dim((int) d)).toArray());
  }

  /// Requires a body from two scalars an input to one, whose types the inputs' can be promoted to.
  static void requireBody(String label, ImmutableList<Value> inputs, Region body) {
    ImmutableList<Type> scalars =
        body.results().stream()
            .map(result -> (Type) TensorType.of(result.tensor().element()))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Type> parameters =
        ImmutableList.<Type>builder().addAll(scalars).addAll(scalars).build();
    boolean promotes =
        body.results().size() == inputs.size()
            && IntStream.range(0, inputs.size())
                .allMatch(i -> isPromotable(inputs.get(i), body.results().get(i)));
    Checks.require(
        promotes && body.resultTypes().equals(scalars) && body.parameterTypes().equals(parameters),
        label,
        "a body from two scalars an input to one",
        body.parameterTypes(),
        body.resultTypes());
  }

  private static boolean isPromotable(Value from, Value to) {
    return from.tensor().element().isPromotableTo(to.tensor().element());
  }
}
