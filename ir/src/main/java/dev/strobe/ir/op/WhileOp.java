package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operands after a body has replaced them, all at once, for as long as a condition holds.
///
/// Condition and body take one parameter an operand. A loop that does not end has no meaning in the
/// specification; here it does not end.
public record WhileOp(ImmutableList<Value> operand, Region cond, Region body) implements JointOp {
  public WhileOp {
    ImmutableList<Type> types =
        operand.stream().map(Value::type).collect(ImmutableList.toImmutableList());
    Checks.require(
        cond.hasType(types, ImmutableList.of(TensorType.of(ElementType.PRED))),
        "while_c1",
        "a condition from " + types + " to [tensor<i1>]",
        cond.parameterTypes(),
        cond.resultTypes());
    Checks.require(
        body.hasType(types, types),
        "while_c2",
        "a body from " + types + " to the same types",
        body.parameterTypes(),
        body.resultTypes());
  }

  /// Whether the body returns one operand as it is.
  public boolean isKept(int index) {
    return body.results().get(index).equals(body.parameters().get(index));
  }

  @Override
  public String name() {
    return "while";
  }

  @Override
  public ImmutableList<Value> operands() {
    return operand;
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return Type.joined(operand.stream().map(Value::type).toList(), body.resultTypes());
  }

  @Override
  public WhileOp withOperands(List<Value> operands) {
    return new WhileOp(ImmutableList.copyOf(operands), cond, body);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(cond, body);
  }

  @Override
  public WhileOp withRegions(List<Region> regions) {
    return new WhileOp(operand, regions.get(0), regions.get(1));
  }
}
