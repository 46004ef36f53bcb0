package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// A box of static size whose start is computed; a start is clamped so that the box lies inside.
public record DynamicSliceOp(
    Value operand, ImmutableList<Value> startIndices, ImmutableLongArray sliceSizes) implements Op {
  public DynamicSliceOp {
    TensorType type = operand.tensor();
    Checks.require(
        startIndices.size() == type.rank() && sliceSizes.length() == type.rank(),
        "dynamic_slice_c2",
        "as many start indices and slice sizes as the operand has axes",
        startIndices.size(),
        sliceSizes,
        type);
    requireScalarIndices("dynamic_slice_c3", startIndices);
    for (int d = 0; d < type.rank(); d++) {
      Checks.require(
          0 <= sliceSizes.get(d) && type.admits(d, sliceSizes.get(d)),
          "dynamic_slice_c4",
          "0 <= slice_sizes <= shape(operand)",
          sliceSizes,
          type);
    }
  }

  @Override
  public String name() {
    return "dynamic_slice";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder().add(operand).addAll(startIndices).build();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.tensor().withDims(sliceSizes.stream()));
  }

  @Override
  public DynamicSliceOp withOperands(List<Value> operands) {
    ImmutableList<Value> starts = ImmutableList.copyOf(operands.subList(1, operands.size()));
    return new DynamicSliceOp(operands.getFirst(), starts, sliceSizes);
  }

  static void requireScalarIndices(String label, ImmutableList<Value> indices) {
    for (Value index : indices) {
      Checks.require(
          index.type().equals(indices.getFirst().type())
              && index.tensor().isScalar()
              && index.tensor().element().isInteger(),
          label,
          "start indices that are integer scalars of one type",
          indices);
    }
  }
}
