package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.Communication;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ReplicaGroups;
import java.util.stream.LongStream;

/// What ops mean that are on their way out of StableHLO: each is a modern one.
///
/// Source: StableHLO specification, section Deprecated Operations. [Einsum] has those that are more
/// than one.
public final class DeprecatedOps {
  private DeprecatedOps() {}

  /// `broadcast`: the operand, repeated along new leading axes.
  public static BroadcastInDimOp broadcast(Value operand, long... sizes) {
    TensorType type = operand.tensor();
    LongStream dims = LongStream.concat(LongStream.of(sizes), type.dims().stream());
    return new BroadcastInDimOp(
        operand, type.withDims(dims), range(sizes.length, sizes.length + type.rank()));
  }

  /// `cross-replica-sum`: the sum of what the replicas of a group have.
  public static AllReduceOp crossReplicaSum(Value operand, ReplicaGroups groups) {
    GraphBuilder builder = new GraphBuilder("cross-replica-sum");
    Region sum = builder.region(operand.tensor().element(), builder::add);
    return new AllReduceOp(ImmutableList.of(operand), Communication.among(groups), sum);
  }

  /// `dot`: products of vectors and matrices, summed over the last axis of the left operand and the
  /// first of the right one.
  public static DotGeneralOp dot(
      Value lhs, Value rhs, DotGeneralOp.Accuracy accuracy, ElementType element) {
    int left = lhs.tensor().rank();
    int right = rhs.tensor().rank();
    Checks.require(
        left >= 1 && left <= 2 && right >= 1 && right <= 2, "dot", "vectors or matrices", lhs, rhs);
    var dimensions =
        new DotGeneralOp.Dimensions(range(0, 0), range(0, 0), range(left - 1, left), range(0, 1));
    return new DotGeneralOp(lhs, rhs, dimensions, accuracy, element);
  }

  /// `torch_index_select`: the indices of one axis, for each of the leading batch axes that both
  /// tensors have. Indices beyond the axis are those of its ends.
  ///
  /// @param dim counted from the end where negative
  /// @param batchDims counted from the rank of the indices where negative
  public static GatherOp torchIndexSelect(Value operand, Value index, long dim, long batchDims) {
    TensorType type = operand.tensor();
    int rank = type.rank();
    int indexRank = index.tensor().rank();
    int axis = (int) (dim < 0 ? dim + rank : dim);
    int batch = (int) (batchDims < 0 ? batchDims + indexRank : batchDims);
    Checks.require(
        batch >= 0 && batch <= indexRank && batch <= axis && axis < rank,
        "torch_index_select",
        "0 <= batch_dims <= dim < rank(operand), batch_dims <= rank(index)",
        batchDims,
        dim,
        type,
        index);
    int after = axis + indexRank - batch;
    ImmutableLongArray offsets =
        ImmutableLongArray.copyOf(
            LongStream.concat(
                LongStream.range(batch, axis), LongStream.range(after, after + rank - axis - 1)));
    var numbers =
        new GatherOp.DimensionNumbers(
            offsets,
            ImmutableLongArray.of(axis),
            range(0, batch),
            range(0, batch),
            ImmutableLongArray.of(axis),
            indexRank);
    long[] sizes = type.dims().toArray();
    for (int d = 0; d <= axis; d++) {
      sizes[d] = d < batch || d == axis ? 1 : sizes[d];
    }
    return new GatherOp(operand, index, numbers, ImmutableLongArray.copyOf(sizes), false);
  }

  private static ImmutableLongArray range(int from, int to) {
    return ImmutableLongArray.copyOf(LongStream.range(from, to));
  }
}
