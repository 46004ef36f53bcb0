package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Each operand cut along one axis, one part for every process of the group, and the parts that
/// came from all of them one behind the other along another axis.
public record AllToAllOp(
    ImmutableList<Value> operands,
    long splitDimension,
    long concatDimension,
    long splitCount,
    Communication communication)
    implements CollectiveOp {
  public AllToAllOp {
    Checks.require(0 < splitCount, "all_to_all_c4", "0 < split_count", splitCount);
    for (Value operand : operands) {
      TensorType type = operand.tensor();
      Checks.require(
          0 <= splitDimension && splitDimension < type.rank(),
          "all_to_all_c1",
          "0 <= split_dimension < rank(operands...)",
          splitDimension,
          type);
      Checks.require(
          CollectiveShapes.divides(type, (int) splitDimension, splitCount),
          "all_to_all_c2",
          "dim(operands..., split_dimension) % split_count = 0",
          type,
          splitCount);
      Checks.require(
          0 <= concatDimension && concatDimension < type.rank(),
          "all_to_all_c3",
          "0 <= concat_dimension < rank(operands...)",
          concatDimension,
          type);
    }
    communication.requireUnique("all_to_all_c5");
    communication.requireDense("all_to_all_c7", false);
    Checks.require(
        communication.groups().width() == splitCount,
        "all_to_all_c8",
        "dim(replica_groups, 1) = split_count",
        communication.groups().rows(),
        splitCount);
  }

  @Override
  public Communication.Strategy strategy() {
    return communication.oneStrategy();
  }

  @Override
  public boolean joinsAll() {
    return true;
  }

  @Override
  public String name() {
    return "all_to_all";
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return operands.stream()
        .map(
            operand -> {
              TensorType part =
                  CollectiveShapes.over(operand.tensor(), (int) splitDimension, splitCount);
              return (Type) CollectiveShapes.times(part, (int) concatDimension, splitCount);
            })
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public AllToAllOp withOperands(List<Value> others) {
    return new AllToAllOp(
        ImmutableList.copyOf(others), splitDimension, concatDimension, splitCount, communication);
  }
}
