package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// A call of another function of the program (`func.call`).
public record CallOp(String callee, ImmutableList<Value> arguments, ImmutableList<Type> types)
    implements JointOp {
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

  /// What it calls may have effects.
  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public CallOp withOperands(List<Value> operands) {
    return new CallOp(callee, ImmutableList.copyOf(operands), types);
  }
}
