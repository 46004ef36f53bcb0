package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The size of one axis of the operand, whose elements do not matter.
public record GetDimensionSizeOp(Value operand, long dimension) implements Op {
  public GetDimensionSizeOp {
    Checks.require(
        0 <= dimension && dimension < operand.tensor().rank(),
        "get_dimension_size_c1",
        "0 <= dimension < rank(operand)",
        dimension,
        operand.type());
  }

  @Override
  public String name() {
    return "get_dimension_size";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(TensorType.of(ElementType.S32));
  }

  @Override
  public GetDimensionSizeOp withOperands(List<Value> operands) {
    return new GetDimensionSizeOp(operands.getFirst(), dimension);
  }

  /// The result for an operand of known type.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if the size is not known or no i32
  public Literal value(TensorType known) {
    long size = known.dim((int) dimension);
    Checks.require(
        0 <= size && size <= Integer.MAX_VALUE,
        name(),
        "a known size below 2^31 of axis " + dimension,
        known);
    return Literal.ofS32(TensorType.of(ElementType.S32), (int) size);
  }
}
