package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// One element of a tuple.
public record GetTupleElementOp(Value operand, long index) implements StructuralOp {
  public GetTupleElementOp {
    Checks.require(operand.type() instanceof TupleType, "get_tuple_element_i1", "a tuple", operand);
    int size = elements(operand).size();
    Checks.require(
        0 <= index && index < size,
        "get_tuple_element_c1",
        "0 <= index < size(operand)",
        index,
        operand);
  }

  private static ImmutableList<Type> elements(Value operand) {
    return ((TupleType) operand.type()).elements();
  }

  @Override
  public String name() {
    return "get_tuple_element";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(elements(operand).get((int) index));
  }

  @Override
  public GetTupleElementOp withOperands(List<Value> operands) {
    return new GetTupleElementOp(operands.getFirst(), index);
  }
}
