package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.LongStream;

/// Operands laid one after another along an axis.
public record ConcatenateOp(ImmutableList<Value> inputs, long dimension) implements Op {
  public ConcatenateOp {
    Checks.require(!inputs.isEmpty(), "concatenate_c3", "at least one input", "none");
    TensorType first = inputs.getFirst().tensor();
    TensorType shape = first;
    Checks.require(
        dimension >= 0 && dimension < first.rank(),
        "concatenate_c4",
        "0 <= dimension < rank(inputs[0])",
        dimension,
        first);
    for (Value input : inputs) {
      TensorType type = input.tensor();
      Checks.require(
          type.element() == first.element(), "concatenate_c1", "one element type", first, type);
      Checks.require(
          type.rank() == first.rank() && agreesBut(shape, type, (int) dimension),
          "concatenate_c2",
          "one shape but for axis " + dimension,
          shape,
          type);
      shape = shape.refinedBy(type);
    }
  }

  @Override
  public String name() {
    return "concatenate";
  }

  @Override
  public ImmutableList<Value> operands() {
    return inputs;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType shape =
        inputs.stream().map(Value::tensor).reduce(TensorType::refinedBy).orElseThrow();
    long[] dims = shape.dims().toArray();
    long[] sizes =
        inputs.stream().mapToLong(input -> input.tensor().dim((int) dimension)).toArray();
    boolean known = LongStream.of(sizes).allMatch(size -> size != TensorType.DYNAMIC);
    dims[(int) dimension] = known ? LongStream.of(sizes).sum() : TensorType.DYNAMIC;
    return ImmutableList.of(shape.withDims(dims));
  }

  @Override
  public ConcatenateOp withOperands(List<Value> operands) {
    return new ConcatenateOp(ImmutableList.copyOf(operands), dimension);
  }

  private static boolean agreesBut(TensorType a, TensorType b, int except) {
    return LongStream.range(0, a.rank())
        .allMatch(
            axis -> axis == except || TensorType.sizesFit(a.dim((int) axis), b.dim((int) axis)));
  }
}
