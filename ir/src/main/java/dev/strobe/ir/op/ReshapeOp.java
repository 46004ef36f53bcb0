package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The same elements, in row-major order, under other dimensions.
public record ReshapeOp(Value operand, TensorType type) implements Op {
  public ReshapeOp {
    TensorType from = operand.tensor();
    Checks.require(from.element() == type.element(), "reshape_c1", "one element type", from, type);
    Checks.require(
        type.isStatic(), "reshape", "static dimensions, or to be a dynamic_reshape", type);
    Checks.require(sizesFit(from, type), "reshape_c2", "size(operand) = size(result)", from, type);
  }

  /// Whether two shapes may have as many elements.
  static boolean sizesFit(TensorType from, TensorType to) {
    return !from.isStatic() || !to.isStatic() || from.elementCount() == to.elementCount();
  }

  @Override
  public String name() {
    return "reshape";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type);
  }

  @Override
  public ReshapeOp withOperands(List<Value> operands) {
    return new ReshapeOp(operands.getFirst(), type);
  }
}
