package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operands of all processes of a group, one behind the other along an axis.
///
/// @param groupSize how many processes a group has
public record AllGatherOp(
    ImmutableList<Value> operands, long allGatherDim, long groupSize, Communication communication)
    implements CollectiveOp {
  public AllGatherOp {
    for (Value operand : operands) {
      Checks.require(
          0 <= allGatherDim && allGatherDim < operand.tensor().rank(),
          "all_gather_c1",
          "0 <= all_gather_dim < rank(operands...)",
          allGatherDim,
          operand);
    }
    communication.requireUnique("all_gather_c2");
    communication.requireDense("all_gather_c4", false);
    communication.requireChannel("all_gather_c5");
    communication.requireGroupSize("all_gather_c6", groupSize);
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
    return "all_gather";
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return operands.stream()
        .map(
            operand ->
                (Type) CollectiveShapes.times(operand.tensor(), (int) allGatherDim, groupSize))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public AllGatherOp withOperands(List<Value> others) {
    return new AllGatherOp(ImmutableList.copyOf(others), allGatherDim, groupSize, communication);
  }
}
