package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.TupleType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Values as one.
public record TupleOp(ImmutableList<Value> val) implements StructuralOp {
  @Override
  public String name() {
    return "tuple";
  }

  @Override
  public ImmutableList<Value> operands() {
    return val;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(
        new TupleType(val.stream().map(Value::type).collect(ImmutableList.toImmutableList())));
  }

  @Override
  public TupleOp withOperands(List<Value> operands) {
    return new TupleOp(ImmutableList.copyOf(operands));
  }
}
