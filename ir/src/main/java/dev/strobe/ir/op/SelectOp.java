package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Elements of `onTrue` where the predicate holds, of `onFalse` elsewhere.
public record SelectOp(Value predicate, Value onTrue, Value onFalse) implements Op {
  public SelectOp {
    TensorType condition = predicate.tensor();
    TensorType type = onTrue.tensor();
    Checks.require(condition.element().isBoolean(), "select_i1", "a pred of type i1", condition);
    Checks.require(
        condition.isScalar() || condition.shapeFits(type),
        "select_c1",
        "a scalar pred or one of the operands' shape",
        condition,
        type);
    Checks.require(
        type.fits(onFalse.type()), "select_c2", "operands of one type", type, onFalse.type());
  }

  @Override
  public String name() {
    return "select";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(predicate, onTrue, onFalse);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(onTrue.tensor().refinedBy(onFalse.tensor()));
  }

  @Override
  public SelectOp withOperands(List<Value> operands) {
    return new SelectOp(operands.get(0), operands.get(1), operands.get(2));
  }
}
