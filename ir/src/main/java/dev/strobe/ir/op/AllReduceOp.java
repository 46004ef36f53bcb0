package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operands of all processes of a group, folded element by element in the order of the group.
public record AllReduceOp(
    ImmutableList<Value> operands, Communication communication, Region computation)
    implements CollectiveOp {
  public AllReduceOp {
    communication.requireUnique("all_reduce_c1");
    communication.requireDense("all_reduce_c3", true);
    communication.requireChannel("all_reduce_c4");
    CollectiveShapes.requireComputation("all_reduce_c5", operands, computation);
  }

  @Override
  public Communication.Strategy strategy() {
    return communication.anyStrategy();
  }

  @Override
  public boolean joinsAll() {
    return true;
  }

  @Override
  public String name() {
    return "all_reduce";
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return operands.stream()
        .map(operand -> (Type) operand.tensor().withElement(CollectiveShapes.element(computation)))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public AllReduceOp withOperands(List<Value> others) {
    return new AllReduceOp(ImmutableList.copyOf(others), communication, computation);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(computation);
  }

  @Override
  public AllReduceOp withRegions(List<Region> regions) {
    return new AllReduceOp(operands, communication, regions.getFirst());
  }
}
