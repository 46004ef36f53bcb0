package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.LongStream;

/// The inputs with slices at computed places combined with updates by a body; updates outside are
/// dropped.
public record ScatterOp(
    ImmutableList<Value> inputs,
    Value scatterIndices,
    ImmutableList<Value> updates,
    DimensionNumbers numbers,
    Hints hints,
    Region updateComputation)
    implements Op {
  /// How axes of inputs, indices and updates belong together (the specification's attributes).
  public record DimensionNumbers(
      ImmutableLongArray updateWindowDims,
      ImmutableLongArray insertedWindowDims,
      ImmutableLongArray inputBatchingDims,
      ImmutableLongArray scatterIndicesBatchingDims,
      ImmutableLongArray scatterDimsToOperandDims,
      long indexVectorDim) {}

  /// What a backend may assume of the indices.
  public record Hints(boolean indicesAreSorted, boolean uniqueIndices) {}

  public ScatterOp {
    Checks.require(
        !inputs.isEmpty() && inputs.size() == updates.size(),
        "scatter_c5",
        "0 < size(inputs) = size(updates)",
        inputs.size(),
        updates.size());
    TensorType first = inputs.getFirst().tensor();
    TensorType firstUpdate = updates.getFirst().tensor();
    for (int i = 0; i < inputs.size(); i++) {
      TensorType input = inputs.get(i).tensor();
      TensorType update = updates.get(i).tensor();
      Checks.require(input.shapeFits(first), "scatter_c1", "inputs of one shape", first, input);
      Checks.require(
          update.shapeFits(firstUpdate), "scatter_c3", "updates of one shape", firstUpdate, update);
      Checks.require(
          input.element() == update.element(),
          "scatter_c6",
          "updates of the inputs' element types",
          input,
          update);
    }
    TensorType indices = scatterIndices.tensor();
    Checks.require(indices.element().isInteger(), "scatter_i2", "integer scatter_indices", indices);
    requireInputAxes(first, numbers);
    requireIndexAxes(first, indices, numbers);
    requireUpdateShape(first, indices, firstUpdate, numbers);
    ReduceOp.requireBody("scatter_c23", inputs, updateComputation);
  }

  @Override
  public String name() {
    return "scatter";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.<Value>builder()
        .addAll(inputs)
        .add(scatterIndices)
        .addAll(updates)
        .build();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    ImmutableList.Builder<Type> types = ImmutableList.builder();
    for (int i = 0; i < inputs.size(); i++) {
      ElementType element = updateComputation.results().get(i).tensor().element();
      types.add(inputs.get(i).tensor().withElement(element));
    }
    return types.build();
  }

  @Override
  public ScatterOp withOperands(List<Value> operands) {
    int n = inputs.size();
    return new ScatterOp(
        ImmutableList.copyOf(operands.subList(0, n)),
        operands.get(n),
        ImmutableList.copyOf(operands.subList(n + 1, 2 * n + 1)),
        numbers,
        hints,
        updateComputation);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(updateComputation);
  }

  @Override
  public ScatterOp withRegions(List<Region> regions) {
    return new ScatterOp(inputs, scatterIndices, updates, numbers, hints, regions.getFirst());
  }

  private static void requireInputAxes(TensorType input, DimensionNumbers n) {
    Checks.require(
        input.rank()
            == n.updateWindowDims().length()
                + n.insertedWindowDims().length()
                + n.inputBatchingDims().length(),
        "scatter_c2",
        "rank(inputs[0]) = size(update_window_dims) + size(inserted_window_dims) +"
            + " size(input_batching_dims)",
        input,
        n);
    ImmutableLongArray dropped = GatherShapes.concat(n.insertedWindowDims(), n.inputBatchingDims());
    Checks.require(
        Checks.isUnique(dropped), "scatter_c9", "unique inserted and batching axes", dropped);
    Checks.require(
        Checks.isSorted(n.insertedWindowDims()),
        "scatter_c10",
        "sorted inserted_window_dims",
        n.insertedWindowDims());
    Checks.require(
        Checks.inRange(n.insertedWindowDims(), 0, input.rank()),
        "scatter_c11",
        "inserted_window_dims in rank",
        n.insertedWindowDims(),
        input);
    Checks.require(
        Checks.isSorted(n.inputBatchingDims()),
        "scatter_c12",
        "sorted input_batching_dims",
        n.inputBatchingDims());
    Checks.require(
        Checks.inRange(n.inputBatchingDims(), 0, input.rank()),
        "scatter_c13",
        "input_batching_dims in rank",
        n.inputBatchingDims(),
        input);
  }

  private static void requireIndexAxes(TensorType input, TensorType indices, DimensionNumbers n) {
    ImmutableLongArray batching = n.scatterIndicesBatchingDims();
    Checks.require(
        Checks.isUnique(batching), "scatter_c14", "unique scatter_indices_batching_dims", batching);
    Checks.require(
        Checks.inRange(batching, 0, indices.rank()),
        "scatter_c15",
        "scatter_indices_batching_dims in rank",
        batching,
        indices);
    Checks.require(
        !batching.contains(n.indexVectorDim()),
        "scatter_c16",
        "index_vector_dim not among scatter_indices_batching_dims",
        batching);
    Checks.require(
        batching.length() == n.inputBatchingDims().length(),
        "scatter_c17",
        "as many batching axes on both sides",
        n.inputBatchingDims(),
        batching);
    for (int i = 0; i < batching.length(); i++) {
      Checks.require(
          TensorType.sizesFit(
              input.dim((int) n.inputBatchingDims().get(i)), indices.dim((int) batching.get(i))),
          "scatter_c18",
          "equal sizes of batching axes",
          input,
          indices);
    }
    Checks.require(
        n.indexVectorDim() >= 0 && n.indexVectorDim() <= indices.rank(),
        "scatter_c22",
        "0 <= index_vector_dim <= rank(scatter_indices)",
        n.indexVectorDim(),
        indices);
    Checks.require(
        TensorType.sizesFit(
            n.scatterDimsToOperandDims().length(),
            GatherShapes.indexVectorSize(indices, n.indexVectorDim())),
        "scatter_c19",
        "as many entries in scatter_dims_to_operand_dims as an index vector has",
        n.scatterDimsToOperandDims(),
        indices);
    ImmutableLongArray mapped =
        GatherShapes.concat(n.scatterDimsToOperandDims(), n.inputBatchingDims());
    Checks.require(
        Checks.isUnique(mapped), "scatter_c20", "unique mapped and batching axes", mapped);
    Checks.require(
        Checks.inRange(n.scatterDimsToOperandDims(), 0, input.rank()),
        "scatter_c21",
        "scatter_dims_to_operand_dims in rank",
        n.scatterDimsToOperandDims(),
        input);
  }

  private static void requireUpdateShape(
      TensorType input, TensorType indices, TensorType update, DimensionNumbers n) {
    Checks.require(
        Checks.isUnique(n.updateWindowDims()) && Checks.isSorted(n.updateWindowDims()),
        "scatter_c7",
        "unique and sorted update_window_dims",
        n.updateWindowDims());
    Checks.require(
        Checks.inRange(n.updateWindowDims(), 0, update.rank()),
        "scatter_c8",
        "update_window_dims in rank",
        n.updateWindowDims(),
        update);
    long[] batch = GatherShapes.batchSizes(indices, n.indexVectorDim());
    long[] window = n.updateWindowDims().stream().map(axis -> update.dim((int) axis)).toArray();
    long[] limits =
        LongStream.range(0, input.rank())
            .filter(d -> !n.insertedWindowDims().contains(d) && !n.inputBatchingDims().contains(d))
            .map(d -> input.dim((int) d))
            .toArray();
    boolean fits =
        batch.length + window.length == update.rank()
            && update.shapeFits(
                update.withDims(GatherShapes.combine(batch, window, n.updateWindowDims())))
            && input.withDims(limits).admits(ImmutableLongArray.copyOf(window));
    Checks.require(
        fits,
        "scatter_c4",
        "updates shaped by scatter_indices and windows of the inputs",
        update,
        indices,
        input);
  }
}
