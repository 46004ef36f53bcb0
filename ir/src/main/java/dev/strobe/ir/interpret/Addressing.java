package dev.strobe.ir.interpret;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ScatterOp;
import java.util.stream.IntStream;

/// How `gather` and `scatter` find the operand's element that belongs to one of the result (or of
/// the updates): a computed start, a batching index and an offset in the window, added up.
///
/// @param windowDims axes of the result that run through a window
/// @param dropped axes of the operand that windows leave out
/// @param batching axes of the operand that go along with axes of the indices
/// @param indicesBatching those axes of the indices
/// @param startMap axes of the operand that the components of an index vector stand for
record Addressing(
    ImmutableLongArray windowDims,
    ImmutableLongArray dropped,
    ImmutableLongArray batching,
    ImmutableLongArray indicesBatching,
    ImmutableLongArray startMap,
    int indexVectorDim) {

  /// Limits the start on an axis of the operand.
  interface StartLimit {
    long limit(long start, int axis);
  }

  static Addressing of(GatherOp.DimensionNumbers n) {
    return new Addressing(
        n.offsetDims(),
        n.collapsedSliceDims(),
        n.operandBatchingDims(),
        n.startIndicesBatchingDims(),
        n.startIndexMap(),
        (int) n.indexVectorDim());
  }

  static Addressing of(ScatterOp.DimensionNumbers n) {
    return new Addressing(
        n.updateWindowDims(),
        n.insertedWindowDims(),
        n.inputBatchingDims(),
        n.scatterIndicesBatchingDims(),
        n.scatterDimsToOperandDims(),
        (int) n.indexVectorDim());
  }

  /// The index in an operand of the given rank for an index of the result.
  int[] operandIndex(int[] resultIndex, Tensor indices, int rank, StartLimit starts) {
    int[] batch = axesBut(resultIndex.length, windowDims).map(d -> resultIndex[d]).toArray();
    int[] operandIndex = new int[rank];
    for (int i = 0; i < startMap.length(); i++) {
      int axis = (int) startMap.get(i);
      long start =
          unsignedAware(indices, View.of(indices.type()).position(vectorIndex(batch, i, indices)));
      operandIndex[axis] = (int) starts.limit(start, axis);
    }
    for (int i = 0; i < batching.length(); i++) {
      int axis = (int) indicesBatching.get(i);
      operandIndex[(int) batching.get(i)] += batch[axis < indexVectorDim ? axis : axis - 1];
    }
    int[] window = axesBut(rank, dropped).filter(d -> !batching.contains(d)).toArray();
    for (int i = 0; i < window.length; i++) {
      operandIndex[window[i]] += resultIndex[(int) windowDims.get(i)];
    }
    return operandIndex;
  }

  /// The index of one component of an index vector; without an axis for it, vectors are scalars.
  private int[] vectorIndex(int[] batch, int component, Tensor indices) {
    if (batch.length == indices.type().rank()) {
      return batch;
    }
    return IntStream.concat(
            IntStream.concat(IntStream.of(batch).limit(indexVectorDim), IntStream.of(component)),
            IntStream.of(batch).skip(indexVectorDim))
        .toArray();
  }

  /// An index that is far outside rather than wrapped round, however large it is.
  private static long unsignedAware(Tensor indices, int at) {
    long value = indices.integer(at);
    return indices.element() == ElementType.U64 && value < 0 ? Long.MAX_VALUE : value;
  }

  private static IntStream axesBut(int rank, ImmutableLongArray left) {
    return IntStream.range(0, rank).filter(d -> !left.contains(d));
  }
}
