package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.Arrays;
import java.util.List;

/// Slices of computed sizes, taken from the operand at computed offsets; a start is clamped so that
/// its slice lies inside.
public record DynamicGatherOp(
    Value operand,
    Value startIndices,
    Value sliceSizes,
    GatherOp.DimensionNumbers numbers,
    boolean indicesAreSorted,
    TensorType type)
    implements DynamicShapeOp {
  public DynamicGatherOp {
    TensorType from = operand.tensor();
    TensorType indices = startIndices.tensor();
    Checks.require(
        indices.element().isInteger(), "dynamic_gather_i2", "integer start_indices", indices);
    DynamicShapeOp.requireVector("dynamic_gather_i3", sliceSizes);
    DynamicShapeOp.requireLength("dynamic_gather_c11", sliceSizes, from.rank());
    requireOperandAxes(from, numbers);
    requireIndexAxes(from, indices, numbers);
    requireResult(from, indices, type, numbers);
  }

  private static void requireOperandAxes(TensorType from, GatherOp.DimensionNumbers n) {
    ImmutableLongArray dropped =
        GatherShapes.concat(n.collapsedSliceDims(), n.operandBatchingDims());
    Checks.require(
        from.rank() == n.offsetDims().length() + dropped.length(),
        "dynamic_gather_c1",
        "rank(operand) = size(offset_dims) + size(collapsed_slice_dims)",
        from,
        n);
    Checks.require(
        Checks.isUnique(dropped) && Checks.isSorted(n.collapsedSliceDims()),
        "dynamic_gather_c6",
        "unique and sorted collapsed_slice_dims",
        dropped);
    Checks.require(
        Checks.inRange(dropped, 0, from.rank()),
        "dynamic_gather_c7",
        "0 <= collapsed_slice_dims < rank(operand)",
        dropped,
        from);
  }

  private static void requireIndexAxes(
      TensorType from, TensorType indices, GatherOp.DimensionNumbers n) {
    Checks.require(
        0 <= n.indexVectorDim() && n.indexVectorDim() <= indices.rank(),
        "dynamic_gather_c2",
        "0 <= index_vector_dim <= rank(start_indices)",
        n.indexVectorDim(),
        indices);
    long vector = GatherShapes.indexVectorSize(indices, n.indexVectorDim());
    Checks.require(
        TensorType.sizesFit(n.startIndexMap().length(), vector),
        "dynamic_gather_c3",
        "as many entries in start_index_map as an index vector has",
        n.startIndexMap(),
        indices);
    ImmutableLongArray mapped = GatherShapes.concat(n.startIndexMap(), n.operandBatchingDims());
    Checks.require(Checks.isUnique(mapped), "dynamic_gather_c9", "unique start_index_map", mapped);
    Checks.require(
        Checks.inRange(n.startIndexMap(), 0, from.rank()),
        "dynamic_gather_c10",
        "0 <= start_index_map < rank(operand)",
        n.startIndexMap(),
        from);
  }

  private static void requireResult(
      TensorType from, TensorType indices, TensorType type, GatherOp.DimensionNumbers n) {
    Checks.require(
        Checks.isUnique(n.offsetDims()) && Checks.isSorted(n.offsetDims()),
        "dynamic_gather_c4",
        "unique and sorted offset_dims",
        n.offsetDims());
    Checks.require(
        Checks.inRange(n.offsetDims(), 0, type.rank()),
        "dynamic_gather_c5",
        "0 <= offset_dims < rank(result)",
        n.offsetDims(),
        type);
    long[] batch = GatherShapes.batchSizes(indices, n.indexVectorDim());
    long[] offsets = new long[n.offsetDims().length()];
    Arrays.fill(offsets, TensorType.DYNAMIC);
    boolean fits =
        type.rank() == batch.length + offsets.length
            && type.withDims(GatherShapes.combine(batch, offsets, n.offsetDims())).fits(type);
    Checks.require(
        fits, "dynamic_gather_c13", "a result with the sizes of start_indices", indices, type);
    Checks.require(
        from.element() == type.element(), "dynamic_gather_c14", "one element type", from, type);
  }

  @Override
  public String name() {
    return "dynamic_gather";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, startIndices, sliceSizes);
  }

  @Override
  public DynamicGatherOp withOperands(List<Value> x) {
    return new DynamicGatherOp(x.get(0), x.get(1), x.get(2), numbers, indicesAreSorted, type);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(sliceSizes);
  }

  @Override
  public GatherOp unchecked(List<ImmutableLongArray> shapes) {
    return new GatherOp(operand, startIndices, numbers, shapes.getFirst(), indicesAreSorted);
  }
}
