package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.LongStream;

/// Slices of the operand taken from computed offsets; a start is clamped so that its slice lies
/// inside.
public record GatherOp(
    Value operand,
    Value startIndices,
    DimensionNumbers numbers,
    ImmutableLongArray sliceSizes,
    boolean indicesAreSorted)
    implements Op {
  /// How axes of operand, indices and result belong together (the specification's attributes).
  public record DimensionNumbers(
      ImmutableLongArray offsetDims,
      ImmutableLongArray collapsedSliceDims,
      ImmutableLongArray operandBatchingDims,
      ImmutableLongArray startIndicesBatchingDims,
      ImmutableLongArray startIndexMap,
      long indexVectorDim) {}

  public GatherOp {
    TensorType type = operand.tensor();
    TensorType indices = startIndices.tensor();
    Checks.require(indices.element().isInteger(), "gather_i2", "integer start_indices", indices);
    requireCounts(type, indices, numbers, sliceSizes);
    requireOperandAxes(type, numbers, sliceSizes);
    requireBatching(type, indices, numbers);
    int resultRank =
        numbers.offsetDims().length()
            + GatherShapes.batchSizes(indices, numbers.indexVectorDim()).length;
    Checks.require(
        Checks.isUnique(numbers.offsetDims()) && Checks.isSorted(numbers.offsetDims()),
        "gather_c4",
        "unique and sorted offset_dims",
        numbers.offsetDims());
    Checks.require(
        Checks.inRange(numbers.offsetDims(), 0, resultRank),
        "gather_c5",
        "0 <= offset_dims < rank(result)",
        numbers.offsetDims());
  }

  @Override
  public String name() {
    return "gather";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, startIndices);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    long[] batch = GatherShapes.batchSizes(startIndices.tensor(), numbers.indexVectorDim());
    long[] offset =
        LongStream.range(0, sliceSizes.length())
            .filter(d -> !isDropped(d))
            .map(d -> sliceSizes.get((int) d))
            .toArray();
    return ImmutableList.of(
        operand.tensor().withDims(GatherShapes.combine(batch, offset, numbers.offsetDims())));
  }

  @Override
  public GatherOp withOperands(List<Value> operands) {
    return new GatherOp(operands.get(0), operands.get(1), numbers, sliceSizes, indicesAreSorted);
  }

  private boolean isDropped(long axis) {
    return numbers.collapsedSliceDims().contains(axis)
        || numbers.operandBatchingDims().contains(axis);
  }

  private static void requireCounts(
      TensorType type, TensorType indices, DimensionNumbers n, ImmutableLongArray sliceSizes) {
    Checks.require(
        type.rank()
            == n.offsetDims().length()
                + n.collapsedSliceDims().length()
                + n.operandBatchingDims().length(),
        "gather_c1",
        "rank(operand) = size(offset_dims) + size(collapsed_slice_dims) +"
            + " size(operand_batching_dims)",
        type,
        n);
    Checks.require(
        n.indexVectorDim() >= 0 && n.indexVectorDim() <= indices.rank(),
        "gather_c2",
        "0 <= index_vector_dim <= rank(start_indices)",
        n.indexVectorDim(),
        indices);
    Checks.require(
        TensorType.sizesFit(
            n.startIndexMap().length(), GatherShapes.indexVectorSize(indices, n.indexVectorDim())),
        "gather_c3",
        "as many entries in start_index_map as an index vector has",
        n.startIndexMap(),
        indices);
    Checks.require(
        sliceSizes.length() == type.rank(),
        "gather_c20",
        "size(slice_sizes) = rank(operand)",
        sliceSizes,
        type);
  }

  private static void requireOperandAxes(
      TensorType type, DimensionNumbers n, ImmutableLongArray sliceSizes) {
    ImmutableLongArray dropped =
        GatherShapes.concat(n.collapsedSliceDims(), n.operandBatchingDims());
    Checks.require(
        Checks.isUnique(dropped), "gather_c6", "unique collapsed and batching axes", dropped);
    Checks.require(
        Checks.isSorted(n.collapsedSliceDims()),
        "gather_c7",
        "sorted collapsed_slice_dims",
        n.collapsedSliceDims());
    Checks.require(
        Checks.inRange(n.collapsedSliceDims(), 0, type.rank()),
        "gather_c8",
        "collapsed_slice_dims in rank",
        n.collapsedSliceDims(),
        type);
    Checks.require(
        Checks.isSorted(n.operandBatchingDims()),
        "gather_c10",
        "sorted operand_batching_dims",
        n.operandBatchingDims());
    Checks.require(
        Checks.inRange(n.operandBatchingDims(), 0, type.rank()),
        "gather_c11",
        "operand_batching_dims in rank",
        n.operandBatchingDims(),
        type);
    for (int d = 0; d < type.rank(); d++) {
      long size = sliceSizes.get(d);
      Checks.require(
          size >= 0 && type.admits(d, size),
          "gather_c21",
          "0 <= slice_sizes <= shape(operand)",
          sliceSizes,
          type);
      Checks.require(
          size <= 1 || !n.collapsedSliceDims().contains(d),
          "gather_c9",
          "slice_sizes <= 1 on collapsed axes",
          sliceSizes);
      Checks.require(
          size <= 1 || !n.operandBatchingDims().contains(d),
          "gather_c12",
          "slice_sizes <= 1 on batching axes",
          sliceSizes);
    }
    ImmutableLongArray mapped = GatherShapes.concat(n.startIndexMap(), n.operandBatchingDims());
    Checks.require(
        Checks.isUnique(mapped), "gather_c18", "unique mapped and batching axes", mapped);
    Checks.require(
        Checks.inRange(n.startIndexMap(), 0, type.rank()),
        "gather_c19",
        "start_index_map in rank",
        n.startIndexMap(),
        type);
  }

  private static void requireBatching(TensorType type, TensorType indices, DimensionNumbers n) {
    ImmutableLongArray batching = n.startIndicesBatchingDims();
    Checks.require(
        Checks.isUnique(batching), "gather_c13", "unique start_indices_batching_dims", batching);
    Checks.require(
        Checks.inRange(batching, 0, indices.rank()),
        "gather_c14",
        "start_indices_batching_dims in rank",
        batching,
        indices);
    Checks.require(
        !batching.contains(n.indexVectorDim()),
        "gather_c15",
        "index_vector_dim not among start_indices_batching_dims",
        batching);
    Checks.require(
        batching.length() == n.operandBatchingDims().length(),
        "gather_c16",
        "as many batching axes on both sides",
        n.operandBatchingDims(),
        batching);
    for (int i = 0; i < batching.length(); i++) {
      Checks.require(
          TensorType.sizesFit(
              type.dim((int) n.operandBatchingDims().get(i)), indices.dim((int) batching.get(i))),
          "gather_c17",
          "equal sizes of batching axes",
          type,
          indices);
    }
  }
}
