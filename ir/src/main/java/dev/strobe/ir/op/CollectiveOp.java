package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;

/// An op that processes of a group compute together.
///
/// Source: StableHLO specification, section Collective ops.
public sealed interface CollectiveOp extends JointOp
    permits AllGatherOp,
        AllReduceOp,
        AllToAllOp,
        CollectiveBroadcastOp,
        CollectivePermuteOp,
        CollectiveReduceOp,
        ReduceScatterOp {
  Communication communication();

  /// What kind of processes the groups number.
  Communication.Strategy strategy();

  /// Whether every process has to be in a group.
  boolean joinsAll();

  @Override
  default boolean isPure() {
    return false;
  }

  /// The groups in which so many replicas of one partition meet, in the order of their parts.
  ///
  /// @throws dev.strobe.ir.InvalidOpException if the groups are not made for so many
  default ImmutableList<ImmutableLongArray> processGroups(int replicas) {
    ReplicaGroups groups = communication().groups();
    int numbered = strategy() == Communication.Strategy.CROSS_PARTITION ? 1 : replicas;
    long named = groups.ids().count();
    Checks.require(
        groups.ids().allMatch(id -> id < numbered)
            && (!joinsAll() || named == 0 || named == numbered),
        name(),
        (joinsAll() ? "groups of all " : "groups of ")
            + numbered
            + (numbered == replicas && numbered > 1 ? " replicas" : " process"),
        groups.rows());
    return communication().processGroups(strategy(), replicas);
  }
}
