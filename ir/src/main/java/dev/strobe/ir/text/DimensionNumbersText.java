package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.denseArray;
import static dev.strobe.ir.text.MlirSyntax.list;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ScatterOp;

/// The properties of `gather`, `scatter` and broadcasts, which name the axes of each of their
/// tensors.
final class DimensionNumbersText {
  private DimensionNumbersText() {}

  static String of(GatherOp op) {
    String sizes = ", slice_sizes = " + denseArray(op.sliceSizes());
    return of(op.numbers(), op.indicesAreSorted()) + sizes;
  }

  static String of(GatherOp.DimensionNumbers n, boolean indicesAreSorted) {
    String numbers =
        numbers("offset_dims", n.offsetDims())
            + numbers("collapsed_slice_dims", n.collapsedSliceDims())
            + numbers("operand_batching_dims", n.operandBatchingDims())
            + numbers("start_indices_batching_dims", n.startIndicesBatchingDims())
            + numbers("start_index_map", n.startIndexMap())
            + "index_vector_dim = "
            + n.indexVectorDim();
    return "dimension_numbers = #stablehlo.gather<"
        + numbers
        + ">, indices_are_sorted = "
        + indicesAreSorted;
  }

  static String hinted(DynamicBroadcastInDimOp op) {
    return "broadcast_dimensions = "
        + denseArray(op.broadcastDimensions())
        + ", known_expanding_dimensions = "
        + denseArray(op.hints().knownExpandingDimensions())
        + ", known_nonexpanding_dimensions = "
        + denseArray(op.hints().knownNonexpandingDimensions());
  }

  static String of(ScatterOp op) {
    ScatterOp.DimensionNumbers n = op.numbers();
    String numbers =
        numbers("update_window_dims", n.updateWindowDims())
            + numbers("inserted_window_dims", n.insertedWindowDims())
            + numbers("input_batching_dims", n.inputBatchingDims())
            + numbers("scatter_indices_batching_dims", n.scatterIndicesBatchingDims())
            + numbers("scatter_dims_to_operand_dims", n.scatterDimsToOperandDims())
            + "index_vector_dim = "
            + n.indexVectorDim();
    return "indices_are_sorted = "
        + op.hints().indicesAreSorted()
        + ", scatter_dimension_numbers = #stablehlo.scatter<"
        + numbers
        + ">, unique_indices = "
        + op.hints().uniqueIndices();
  }

  private static String numbers(String name, ImmutableLongArray axes) {
    return axes.isEmpty() ? "" : name + " = " + list(axes) + ", ";
  }
}
