package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.LongStream;

/// A box of the operand between static indices, with strides.
public record SliceOp(
    Value operand,
    ImmutableLongArray startIndices,
    ImmutableLongArray limitIndices,
    ImmutableLongArray strides)
    implements Op {
  public SliceOp {
    TensorType type = operand.tensor();
    Checks.require(
        startIndices.length() == type.rank()
            && limitIndices.length() == type.rank()
            && strides.length() == type.rank(),
        "slice_c2",
        "as many starts, limits and strides as the operand has axes",
        startIndices,
        limitIndices,
        strides,
        type);
    for (int d = 0; d < type.rank(); d++) {
      Checks.require(
          0 <= startIndices.get(d)
              && startIndices.get(d) <= limitIndices.get(d)
              && type.admits(d, limitIndices.get(d)),
          "slice_c3",
          "0 <= start_indices <= limit_indices <= shape(operand)",
          startIndices,
          limitIndices,
          type);
      Checks.require(strides.get(d) > 0, "slice_c4", "0 < strides", strides);
    }
  }

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType type = operand.tensor();
    return ImmutableList.of(
        type.withDims(LongStream.range(0, type.rank()).map(d -> size((int) d))));
  }

  @Override
  public SliceOp withOperands(List<Value> operands) {
    return new SliceOp(operands.getFirst(), startIndices, limitIndices, strides);
  }

  private long size(int axis) {
    return Math.ceilDiv(limitIndices.get(axis) - startIndices.get(axis), strides.get(axis));
  }
}
