package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// What one of two bodies returns, chosen by a predicate; the other one does not run.
///
/// The branches have no parameters: they use values around them.
public record IfOp(Value pred, Region trueBranch, Region falseBranch) implements JointOp {
  public IfOp {
    Checks.require(
        pred.type().equals(TensorType.of(ElementType.PRED)), "if_i1", "a scalar i1 pred", pred);
    Checks.require(
        trueBranch.parameters().isEmpty() && falseBranch.parameters().isEmpty(),
        "if_c1",
        "branches without parameters",
        trueBranch.parameterTypes(),
        falseBranch.parameterTypes());
    Checks.require(
        Type.allFit(trueBranch.resultTypes(), falseBranch.resultTypes()),
        "if_c2",
        "branches that return the same types",
        trueBranch.resultTypes(),
        falseBranch.resultTypes());
  }

  @Override
  public String name() {
    return "if";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(pred);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return Type.joined(trueBranch.resultTypes(), falseBranch.resultTypes());
  }

  @Override
  public IfOp withOperands(List<Value> operands) {
    return new IfOp(operands.getFirst(), trueBranch, falseBranch);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(trueBranch, falseBranch);
  }

  @Override
  public IfOp withRegions(List<Region> regions) {
    return new IfOp(pred, regions.get(0), regions.get(1));
  }
}
