package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.LongStream;

/// The operand with a value added at the edges (taken away where negative) and between elements.
public record PadOp(
    Value operand,
    Value paddingValue,
    ImmutableLongArray edgePaddingLow,
    ImmutableLongArray edgePaddingHigh,
    ImmutableLongArray interiorPadding)
    implements Op {
  public PadOp {
    TensorType type = operand.tensor();
    Checks.require(
        paddingValue.tensor().isScalar() && paddingValue.tensor().element() == type.element(),
        "pad_c1",
        "a scalar padding_value of the operand's element type",
        type,
        paddingValue.type());
    Checks.require(
        edgePaddingLow.length() == type.rank()
            && edgePaddingHigh.length() == type.rank()
            && interiorPadding.length() == type.rank(),
        "pad_c2",
        "as many paddings as the operand has axes",
        edgePaddingLow,
        edgePaddingHigh,
        interiorPadding,
        type);
    Checks.require(
        interiorPadding.stream().allMatch(p -> p >= 0),
        "pad_c3",
        "0 <= interior_padding",
        interiorPadding);
    for (int d = 0; d < type.rank(); d++) {
      long size =
          size(type.dim(d), edgePaddingLow.get(d), edgePaddingHigh.get(d), interiorPadding.get(d));
      Checks.require(
          size >= 0 || type.dim(d) == TensorType.DYNAMIC,
          "pad_c4",
          "a result of size >= 0 on axis " + d,
          size,
          type);
    }
  }

  @Override
  public String name() {
    return "pad";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, paddingValue);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType type = operand.tensor();
    LongStream dims =
        LongStream.range(0, type.rank())
            .mapToInt(d -> (int) d)
            .mapToLong(
                d ->
                    size(
                        type.dim(d),
                        edgePaddingLow.get(d),
                        edgePaddingHigh.get(d),
                        interiorPadding.get(d)));
    return ImmutableList.of(type.withDims(dims));
  }

  @Override
  public PadOp withOperands(List<Value> operands) {
    return new PadOp(
        operands.get(0), operands.get(1), edgePaddingLow, edgePaddingHigh, interiorPadding);
  }

  private static long size(long dim, long low, long high, long interior) {
    if (dim == TensorType.DYNAMIC) {
      return dim;
    }
    try {
      long inside = Math.addExact(dim, Math.multiplyExact(Math.max(dim - 1, 0), interior));
      return Math.addExact(Math.addExact(inside, low), high);
    } catch (ArithmeticException e) {
      throw new InvalidOpException("pad_c4 requires a result of less than 2^63 a side", e);
    }
  }
}
