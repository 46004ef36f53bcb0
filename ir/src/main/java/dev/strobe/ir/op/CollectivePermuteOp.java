package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operand of the process that a pair names as the source of this one; zeros where none does.
public record CollectivePermuteOp(
    Value operand, ReplicaGroups sourceTargetPairs, Communication.Channel channel)
    implements CollectiveOp {
  public CollectivePermuteOp {
    Checks.require(
        sourceTargetPairs.rows().isEmpty() || sourceTargetPairs.width() == 2,
        "collective_permute_c1",
        "dim(source_target_pairs, 1) = 2",
        sourceTargetPairs.rows());
    requireUnique("collective_permute_c2", sourceTargetPairs, 0);
    requireUnique("collective_permute_c3", sourceTargetPairs, 1);
    Checks.require(
        sourceTargetPairs.rows().stream().allMatch(row -> Checks.inRange(row, 0, Long.MAX_VALUE)),
        "collective_permute_c4",
        "0 <= source_target_pairs",
        sourceTargetPairs.rows());
  }

  private static void requireUnique(String label, ReplicaGroups pairs, int column) {
    ImmutableLongArray ids = pairs.column(column);
    Checks.require(
        Checks.isUnique(ids), label, "unique source_target_pairs[:, " + column + "]", pairs.rows());
  }

  @Override
  public Communication communication() {
    return new Communication(sourceTargetPairs, channel, false);
  }

  @Override
  public Communication.Strategy strategy() {
    return communication().oneStrategy();
  }

  @Override
  public boolean joinsAll() {
    return false;
  }

  @Override
  public String name() {
    return "collective_permute";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.type());
  }

  @Override
  public CollectivePermuteOp withOperands(List<Value> others) {
    return new CollectivePermuteOp(others.getFirst(), sourceTargetPairs, channel);
  }
}
