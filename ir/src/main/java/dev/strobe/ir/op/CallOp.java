package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// A call of another function of the program (`func.call`).
public record CallOp(String callee, ImmutableList<Value> arguments, ImmutableList<Type> types)
    implements CallingOp {
  @Override
  public String name() {
    return "call";
  }

  @Override
  public ImmutableList<Value> operands() {
    return arguments;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return types;
  }

  @Override
  public CallOp withCallee(String other, ImmutableList<Type> otherTypes) {
    return new CallOp(other, arguments, otherTypes);
  }

  @Override
  public CallOp withOperands(List<Value> operands) {
    return new CallOp(callee, ImmutableList.copyOf(operands), types);
  }
}
