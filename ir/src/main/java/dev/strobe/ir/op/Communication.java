package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import java.util.stream.LongStream;

/// Which processes a collective op joins.
///
/// @param groups all processes where there are none
/// @param channel of processes on several partitions
/// @param useGlobalDeviceIds whether groups number processes, not replicas
public record Communication(ReplicaGroups groups, Channel channel, boolean useGlobalDeviceIds) {
  /// What kind of processes the numbers in groups are.
  public enum Strategy {
    CROSS_REPLICA,
    CROSS_PARTITION,
    CROSS_REPLICA_AND_PARTITION,
    FLATTENED_IDS
  }

  /// A channel by its number, positive if there is one, and what is at its ends.
  public record Channel(long handle, long type) {
    public static final Channel NONE = new Channel(0, 0);
  }

  /// Groups of replicas.
  public static Communication among(ReplicaGroups groups) {
    return new Communication(groups, Channel.NONE, false);
  }

  /// What the numbers are for an op that may join both replicas and partitions.
  Strategy anyStrategy() {
    if (channel.handle() <= 0) {
      return Strategy.CROSS_REPLICA;
    }
    return useGlobalDeviceIds ? Strategy.FLATTENED_IDS : Strategy.CROSS_REPLICA_AND_PARTITION;
  }

  /// What they are for an op that joins either.
  Strategy oneStrategy() {
    return channel.handle() <= 0 ? Strategy.CROSS_REPLICA : Strategy.CROSS_PARTITION;
  }

  void requireUnique(String label) {
    Checks.require(groups.isUnique(), label, "unique replica_groups", groups.rows());
  }

  /// Requires numbers that are none twice and leave out none below the greatest.
  void requireDense(String label, boolean ragged) {
    long count = groups.ids().count();
    boolean dense = groups.ids().allMatch(id -> id >= 0 && id < count);
    Checks.require(
        dense && (ragged || groups.isFull()),
        label,
        "0 <= replica_groups < size(replica_groups)",
        groups.rows());
  }

  void requireChannel(String label) {
    Checks.require(
        !useGlobalDeviceIds || channel.handle() > 0,
        label,
        "channel_id > 0 if use_global_device_ids",
        channel.handle());
  }

  /// Requires a size of process groups that the groups can have.
  void requireGroupSize(String label, long size) {
    boolean holds =
        groups.isEmpty()
            ? size >= 1
            : anyStrategy() == Strategy.CROSS_REPLICA_AND_PARTITION
                ? size >= 1 && size % groups.width() == 0
                : size == groups.width();
    Checks.require(holds, label, "parts for groups of " + groups.width() + " processes", size);
  }

  /// The groups in which so many replicas of one partition meet.
  ImmutableList<ImmutableLongArray> processGroups(Strategy strategy, int replicas) {
    if (strategy == Strategy.CROSS_PARTITION) {
      return LongStream.range(0, replicas)
          .mapToObj(ImmutableLongArray::of)
          .collect(ImmutableList.toImmutableList());
    }
    return groups.isEmpty()
        ? ImmutableList.of(ImmutableLongArray.copyOf(LongStream.range(0, replicas)))
        : groups.groups();
  }
}
