package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operands of one process of each group, the first or that which an operand names; zeros for a
/// process in no group.
///
/// @param hasDynamicRoot whether the last operand says for each of the others whose it is, by the
///   place in the group
public record CollectiveBroadcastOp(
    ImmutableList<Value> operands, Communication communication, boolean hasDynamicRoot)
    implements CollectiveOp {
  public CollectiveBroadcastOp {
    communication.requireUnique("collective_broadcast_c1");
    Checks.require(
        communication.groups().rows().stream()
            .allMatch(row -> Checks.inRange(row, 0, Long.MAX_VALUE)),
        "collective_broadcast_c2",
        "0 <= replica_groups",
        communication.groups().rows());
    if (hasDynamicRoot) {
      CollectiveShapes.requireRoot("collective_broadcast_c4", operands);
    } else {
      Checks.require(
          !operands.isEmpty(), "collective_broadcast_c3", "size(operands) >= 1", operands.size());
    }
  }

  /// What is sent.
  public ImmutableList<Value> values() {
    return hasDynamicRoot ? operands.subList(0, operands.size() - 1) : operands;
  }

  @Override
  public Communication.Strategy strategy() {
    return communication.oneStrategy();
  }

  @Override
  public boolean joinsAll() {
    return false;
  }

  @Override
  public String name() {
    return "collective_broadcast";
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return values().stream().map(Value::type).collect(ImmutableList.toImmutableList());
  }

  @Override
  public CollectiveBroadcastOp withOperands(List<Value> others) {
    return new CollectiveBroadcastOp(ImmutableList.copyOf(others), communication, hasDynamicRoot);
  }
}
