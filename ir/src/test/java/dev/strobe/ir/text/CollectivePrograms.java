package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.S32;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AllGatherOp;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.AllToAllOp;
import dev.strobe.ir.op.CollectiveBroadcastOp;
import dev.strobe.ir.op.CollectivePermuteOp;
import dev.strobe.ir.op.CollectiveReduceOp;
import dev.strobe.ir.op.Communication;
import dev.strobe.ir.op.Communication.Channel;
import dev.strobe.ir.op.ReduceScatterOp;
import dev.strobe.ir.op.ReplicaGroups;

/// Programs of the ops that processes compute together.
public final class CollectivePrograms {
  private static final ReplicaGroups PAIRS = groups(longs(0, 2), longs(1, 3));

  private CollectivePrograms() {}

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  private static ReplicaGroups groups(ImmutableLongArray... rows) {
    return new ReplicaGroups(ImmutableList.copyOf(rows));
  }

  public static Program collectives() {
    GraphBuilder b = new GraphBuilder("collectives");
    Value x = b.input("x", TensorType.of(F32, 2, 4));
    Value n = b.input("n", TensorType.of(F32, 6));
    ImmutableList<Value> both = ImmutableList.of(x, n);
    ImmutableList<Value> one = ImmutableList.of(x);
    Communication among = Communication.among(PAIRS);
    Communication everywhere = new Communication(PAIRS, new Channel(7, 1), true);
    Communication ragged = Communication.among(groups(longs(0, 1), longs(2, -1)));
    Communication all = Communication.among(groups());
    Communication across = new Communication(PAIRS, new Channel(1, 0), false);
    Region sum = b.region(F32, b::add);
    b.emit(new AllGatherOp(both, 0, 2, among));
    b.emit(new AllGatherOp(one, 1, 4, across));
    b.emit(new AllReduceOp(both, ragged, sum));
    b.emit(new AllReduceOp(one, all, b.region(F32, b::maximum)));
    b.emit(new AllReduceOp(one, everywhere, b.region(F32, b::multiply)));
    b.emit(new AllToAllOp(one, 1, 0, 2, among));
    b.emit(new CollectiveBroadcastOp(one, among, false));
    b.emit(new CollectivePermuteOp(x, groups(longs(0, 1), longs(1, 0)), Channel.NONE));
    b.emit(new CollectivePermuteOp(x, groups(), new Channel(3, 1)));
    b.emit(new ReduceScatterOp(x, 1, 2, everywhere, b.region(F32, b::add)));
    b.result("x", x);
    return Program.of(b.build());
  }

  /// What jaxlib 0.10.2 does not know yet.
  public static Program newest() {
    GraphBuilder b = new GraphBuilder("newest");
    Value x = b.input("x", TensorType.of(F32, 2, 4));
    Value roots = b.input("roots", TensorType.of(S32, 2));
    Communication among = Communication.among(PAIRS);
    ImmutableList<Value> rooted = ImmutableList.of(x, x, roots);
    b.emit(new CollectiveBroadcastOp(rooted, among, true));
    b.emit(new CollectiveReduceOp(rooted, among, true, b.region(F32, b::add)));
    b.emit(new CollectiveReduceOp(ImmutableList.of(x), among, false, b.region(F32, b::add)));
    b.result("x", x);
    return Program.of(b.build());
  }
}
