package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.NodeRewrite;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AllGatherOp;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.AllToAllOp;
import dev.strobe.ir.op.CollectiveBroadcastOp;
import dev.strobe.ir.op.CollectiveOp;
import dev.strobe.ir.op.CollectiveReduceOp;
import dev.strobe.ir.op.Communication;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ProcessIdOp;
import dev.strobe.ir.op.ReplicaGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Collective ops that XLA's CPU compiler lacks, in terms of those that it has.
///
/// A table says for every replica which ones are in its group. For `collective_broadcast` all
/// values of all replicas are gathered, and each takes that of the root. For `collective_reduce`
/// all fold, and only the root keeps the result. Operands of an `all_to_all` go one by one, since
/// XLA wants them of one shape.
record RootedCollectives(int replicas) {
  Program apply(Program program) {
    return NodeRewrite.apply(program, this::formed);
  }

  private List<Node> formed(Node node) {
    return switch (node.op()) {
      case AllToAllOp op when op.operands().size() > 1 -> singly(op, node);
      case CollectiveBroadcastOp op -> Decomposition.of(b -> broadcast(b, op)).replacing(node);
      case CollectiveReduceOp op -> Decomposition.of(b -> reduce(b, op)).replacing(node);
      default -> List.of(node);
    };
  }

  private static List<Node> singly(AllToAllOp op, Node node) {
    return IntStream.range(0, op.operands().size())
        .mapToObj(
            i -> {
              Op one = op.withOperands(op.operands().subList(i, i + 1));
              return node.withOp(one).withResults(node.results().subList(i, i + 1));
            })
        .toList();
  }

  private List<Value> broadcast(GraphBuilder b, CollectiveBroadcastOp op) {
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < op.values().size(); i++) {
      results.add(sent(b, op.values().get(i), root(b, op, op.hasDynamicRoot(), i)));
    }
    return results;
  }

  /// What the source has of a value, zeros if there is no source.
  private Value sent(GraphBuilder b, Value value, Value source) {
    TensorType type = value.tensor();
    long[] one = LongStream.concat(LongStream.of(1), type.dims().stream()).toArray();
    ImmutableLongArray everybody = ImmutableLongArray.copyOf(LongStream.range(0, replicas));
    Communication all = Communication.among(new ReplicaGroups(ImmutableList.of(everybody)));
    ImmutableList<Value> own = ImmutableList.of(b.reshape(value, one));
    Value gathered = b.emit(new AllGatherOp(own, 0, replicas, all)).getFirst();
    List<Value> starts = new ArrayList<>(List.of(source));
    starts.addAll(Collections.nCopies(type.rank(), b.constant(ElementType.S32, 0)));
    Value taken = b.reshape(b.dynamicSlice(gathered, starts, one), type.dims().toArray());
    Value there = b.compare(source, b.constant(ElementType.S32, 0), CompareOp.Direction.GE);
    return b.select(there, taken, b.splat(type, 0));
  }

  private List<Value> reduce(GraphBuilder b, CollectiveReduceOp op) {
    Communication all = Communication.among(everybody(op));
    List<Value> folded = b.emit(new AllReduceOp(op.values(), all, op.computation()));
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < folded.size(); i++) {
      Value root = root(b, op, op.hasDynamicRoot(), i);
      Value mine = b.compare(root, replica(b), CompareOp.Direction.EQ);
      results.add(b.select(mine, folded.get(i), b.splat(folded.get(i).tensor(), 0)));
    }
    return results;
  }

  private static Value replica(GraphBuilder b) {
    Value id = b.emit(new ProcessIdOp(ProcessIdOp.Axis.REPLICA)).getFirst();
    return b.convert(id, ElementType.S32);
  }

  /// The root of this replica's group; -1 if it is in none.
  private Value root(GraphBuilder b, CollectiveOp op, boolean dynamic, int index) {
    ImmutableList<ImmutableLongArray> groups = op.processGroups(replicas);
    int width = Math.max(1, groups.stream().mapToInt(ImmutableLongArray::length).max().orElse(1));
    int[] members = new int[replicas * width];
    Arrays.fill(members, -1);
    for (ImmutableLongArray group : groups) {
      for (long member : group.asList()) {
        for (int place = 0; place < group.length(); place++) {
          members[(int) member * width + place] = (int) group.get(place);
        }
      }
    }
    Value table =
        b.constant(Literal.ofS32(TensorType.of(ElementType.S32, replicas, width), members));
    Value place =
        dynamic
            ? b.reshape(b.slice(op.operands().getLast(), 0, index, index + 1L))
            : b.constant(ElementType.S32, 0);
    return b.reshape(b.dynamicSlice(table, List.of(replica(b), place), 1, 1));
  }

  /// The groups, and one of each replica that is in none.
  private ReplicaGroups everybody(CollectiveReduceOp op) {
    List<ImmutableLongArray> rows = new ArrayList<>(op.processGroups(replicas));
    Set<Long> named = new HashSet<>();
    rows.forEach(row -> named.addAll(row.asList()));
    LongStream.range(0, replicas)
        .filter(replica -> !named.contains(replica))
        .forEach(replica -> rows.add(ImmutableLongArray.of(replica)));
    int width = rows.stream().mapToInt(ImmutableLongArray::length).max().orElse(0);
    return new ReplicaGroups(
        rows.stream()
            .map(
                row ->
                    ImmutableLongArray.copyOf(
                        LongStream.range(0, width)
                            .map(place -> place < row.length() ? row.get((int) place) : -1)))
            .collect(toImmutableList()));
  }
}
