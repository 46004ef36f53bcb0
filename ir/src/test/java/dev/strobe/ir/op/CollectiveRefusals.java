package dev.strobe.ir.op;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.sum;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.Communication.Channel;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Ops that processes compute together and that break one constraint each.
final class CollectiveRefusals {
  private static final Communication PAIR = among(longs(0, 1));

  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private CollectiveRefusals() {}

  static ImmutableList<Refusal> all() {
    CollectiveRefusals refusals = new CollectiveRefusals();
    refusals.groups();
    refusals.computations();
    refusals.allGather();
    refusals.allToAll();
    refusals.roots();
    refusals.permute();
    refusals.reduceScatter();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private static ReplicaGroups groupsOf(ImmutableLongArray... rows) {
    return new ReplicaGroups(ImmutableList.copyOf(rows));
  }

  private static Communication among(ImmutableLongArray... rows) {
    return Communication.among(groupsOf(rows));
  }

  private static Op gather(Communication communication) {
    return new AllGatherOp(valuesOf(f32(2)), 0, 2, communication);
  }

  private static Op reduce(Communication communication) {
    return new AllReduceOp(valuesOf(f32(2)), communication, sum(F32));
  }

  private static Op toRoot(Communication communication) {
    return new CollectiveReduceOp(valuesOf(f32(2)), communication, false, sum(F32));
  }

  private static Op exchange(Communication communication) {
    return new AllToAllOp(valuesOf(f32(2)), 0, 0, 2, communication);
  }

  private static Op scatter(Communication communication) {
    return new ReduceScatterOp(f32(2), 0, 2, communication, sum(F32));
  }

  private static Op broadcast(Communication communication) {
    return new CollectiveBroadcastOp(valuesOf(f32(2)), communication, false);
  }

  private void groups() {
    Communication twice = among(longs(0, 0));
    Communication gap = among(longs(0, 2));
    Communication negative = among(longs(-2, 0));
    record Labels(String unique, String dense, String channel, Function<Communication, Op> op) {}
    for (Labels each :
        List.of(
            new Labels(
                "all_gather_c2", "all_gather_c4", "all_gather_c5", CollectiveRefusals::gather),
            new Labels(
                "all_reduce_c1", "all_reduce_c3", "all_reduce_c4", CollectiveRefusals::reduce),
            new Labels(
                "collective_reduce_c1",
                "collective_reduce_c2",
                "collective_reduce",
                CollectiveRefusals::toRoot),
            new Labels("all_to_all_c5", "all_to_all_c7", "", CollectiveRefusals::exchange),
            new Labels(
                "reduce_scatter_c3",
                "reduce_scatter_c5",
                "reduce_scatter_c6",
                CollectiveRefusals::scatter))) {
      add(each.unique(), () -> each.op().apply(twice));
      add(each.dense(), () -> each.op().apply(gap));
      add(each.dense(), () -> each.op().apply(negative));
      if (!each.channel().isEmpty()) {
        var noChannel = new Communication(groupsOf(longs(0, 1)), Channel.NONE, true);
        add(each.channel(), () -> each.op().apply(noChannel));
      }
    }
    // Only folded groups may be of several sizes.
    Communication ragged = among(longs(0, 1), longs(2, -1));
    add("all_gather_c4", () -> gather(ragged));
    add("all_to_all_c7", () -> exchange(ragged));
    add("reduce_scatter_c5", () -> scatter(ragged));
    add("collective_broadcast_c1", () -> broadcast(twice));
    add("collective_broadcast_c2", () -> broadcast(negative));
  }

  private void computations() {
    Region integers = sum(ElementType.S32);
    Region narrow = sum(ElementType.BF16);
    Region firsts = Operands.firsts(F32, F32);
    Region vector = Operands.body(valuesOf(f32(2), f32(2)), f32(2));
    for (Region wrong : List.of(integers, narrow, firsts, vector)) {
      add("all_reduce_c5", () -> new AllReduceOp(valuesOf(f32(2)), PAIR, wrong));
      add("reduce_scatter_c7", () -> new ReduceScatterOp(f32(2), 0, 2, PAIR, wrong));
      add(
          "collective_reduce_c4",
          () -> new CollectiveReduceOp(valuesOf(f32(2)), PAIR, false, wrong));
    }
  }

  private void allGather() {
    add("all_gather_c1", () -> new AllGatherOp(valuesOf(f32(2)), 1, 2, PAIR));
    add("all_gather_c1", () -> new AllGatherOp(valuesOf(f32(2)), -1, 2, PAIR));
    add("all_gather_c6", () -> new AllGatherOp(valuesOf(f32(2)), 0, 4, PAIR));
    var across = new Communication(groupsOf(longs(0, 1)), new Channel(1, 0), false);
    add("all_gather_c6", () -> new AllGatherOp(valuesOf(f32(2)), 0, 3, across));
    add("all_gather_c6", () -> new AllGatherOp(valuesOf(f32(2)), 0, 0, among()));
  }

  private void allToAll() {
    Value x = f32(4, 6);
    add("all_to_all_c1", () -> new AllToAllOp(valuesOf(x), 2, 0, 2, PAIR));
    add("all_to_all_c1", () -> new AllToAllOp(valuesOf(x), -1, 0, 2, PAIR));
    add("all_to_all_c2", () -> new AllToAllOp(valuesOf(f32(3)), 0, 0, 2, PAIR));
    add("all_to_all_c3", () -> new AllToAllOp(valuesOf(x), 0, 2, 2, PAIR));
    add("all_to_all_c3", () -> new AllToAllOp(valuesOf(x), 0, -1, 2, PAIR));
    add("all_to_all_c4", () -> new AllToAllOp(valuesOf(x), 0, 0, 0, PAIR));
    add("all_to_all_c8", () -> new AllToAllOp(valuesOf(x), 0, 0, 4, PAIR));
  }

  private void roots() {
    add("collective_broadcast_c3", () -> new CollectiveBroadcastOp(valuesOf(), PAIR, false));
    add("collective_reduce_c3", () -> new CollectiveReduceOp(valuesOf(), PAIR, false, sum(F32)));
    for (ImmutableList<Value> wrong :
        List.of(
            valuesOf(s32(0)),
            valuesOf(f32(2), s32()),
            valuesOf(f32(2), s32(2)),
            valuesOf(f32(2), f32(1)))) {
      add("collective_broadcast_c4", () -> new CollectiveBroadcastOp(wrong, PAIR, true));
      add("collective_reduce_c3", () -> new CollectiveReduceOp(wrong, PAIR, true, sum(F32)));
    }
  }

  private void permute() {
    Value x = f32(2);
    add(
        "collective_permute_c1",
        () -> new CollectivePermuteOp(x, groupsOf(longs(0, 1, 2)), Channel.NONE));
    add(
        "collective_permute_c2",
        () -> new CollectivePermuteOp(x, groupsOf(longs(0, 1), longs(0, 2)), Channel.NONE));
    add(
        "collective_permute_c3",
        () -> new CollectivePermuteOp(x, groupsOf(longs(0, 1), longs(2, 1)), Channel.NONE));
    add(
        "collective_permute_c4",
        () -> new CollectivePermuteOp(x, groupsOf(longs(0, -1)), Channel.NONE));
  }

  private void reduceScatter() {
    add("reduce_scatter_c1", () -> new ReduceScatterOp(f32(3), 0, 2, PAIR, sum(F32)));
    add("reduce_scatter_c2", () -> new ReduceScatterOp(f32(2), 1, 2, PAIR, sum(F32)));
    add("reduce_scatter_c2", () -> new ReduceScatterOp(f32(2), -1, 2, PAIR, sum(F32)));
    add("reduce_scatter_c8", () -> new ReduceScatterOp(f32(4), 0, 4, PAIR, sum(F32)));
  }
}
