package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operand with a box overwritten by `update`; the start is clamped so that the box lies
/// inside.
public record DynamicUpdateSliceOp(Value operand, Value update, ImmutableList<Value> startIndices)
    implements Op {
  public DynamicUpdateSliceOp {
    TensorType type = operand.tensor();
    TensorType part = update.tensor();
    Checks.require(
        part.element() == type.element(),
        "dynamic_update_slice_c2",
        "one element type",
        type,
        part);
    Checks.require(part.rank() == type.rank(), "dynamic_update_slice_c3", "one rank", type, part);
    Checks.require(
        startIndices.size() == type.rank(),
        "dynamic_update_slice_c4",
        "size(start_indices) = rank(operand)",
        startIndices.size(),
        type);
    DynamicSliceOp.requireScalarIndices("dynamic_update_slice_c5", startIndices);
    for (int d = 0; d < type.rank(); d++) {
      Checks.require(
          type.admits(d, part.dim(d)),
          "dynamic_update_slice_c6",
          "shape(update) <= shape(operand)",
          part,
          type);
    }
  }

  @Override
  public String name() {
    return "dynamic_update_slice";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder().add(operand, update).addAll(startIndices).build();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.type());
  }

  @Override
  public DynamicUpdateSliceOp withOperands(List<Value> operands) {
    ImmutableList<Value> starts = ImmutableList.copyOf(operands.subList(2, operands.size()));
    return new DynamicUpdateSliceOp(operands.get(0), operands.get(1), starts);
  }
}
