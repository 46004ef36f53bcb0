package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// The operand with a value added at the edges (taken away where negative) and between elements, as
/// much as is computed.
public record DynamicPadOp(
    Value operand,
    Value paddingValue,
    Value edgePaddingLow,
    Value edgePaddingHigh,
    Value interiorPadding,
    TensorType type)
    implements DynamicShapeOp {
  public DynamicPadOp {
    TensorType from = operand.tensor();
    Checks.require(
        paddingValue.tensor().isScalar()
            && paddingValue.tensor().element() == from.element()
            && type.element() == from.element(),
        "dynamic_pad_c1",
        "a scalar padding_value and a result of the operand's element type",
        from,
        paddingValue.type(),
        type);
    requirePadding("dynamic_pad_i3", edgePaddingLow, from);
    requirePadding("dynamic_pad_i4", edgePaddingHigh, from);
    requirePadding("dynamic_pad_i5", interiorPadding, from);
    Checks.require(
        type.rank() == from.rank(), "dynamic_pad_c4", "rank(result) = rank(operand)", type, from);
  }

  private static void requirePadding(String label, Value padding, TensorType from) {
    DynamicShapeOp.requireVector(label, padding);
    DynamicShapeOp.requireLength("dynamic_pad_c2", padding, from.rank());
  }

  @Override
  public String name() {
    return "dynamic_pad";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(
        operand, paddingValue, edgePaddingLow, edgePaddingHigh, interiorPadding);
  }

  @Override
  public DynamicPadOp withOperands(List<Value> x) {
    return new DynamicPadOp(x.get(0), x.get(1), x.get(2), x.get(3), x.get(4), type);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(edgePaddingLow, edgePaddingHigh, interiorPadding);
  }

  @Override
  public PadOp unchecked(List<ImmutableLongArray> shapes) {
    return new PadOp(operand, paddingValue, shapes.get(0), shapes.get(1), shapes.get(2));
  }
}
