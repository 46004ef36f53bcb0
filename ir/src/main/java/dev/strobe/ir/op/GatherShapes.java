package dev.strobe.ir.op;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.TensorType;
import java.util.stream.LongStream;

/// The shape arithmetic that gather and scatter share.
final class GatherShapes {
  private GatherShapes() {}

  /// Sizes of the index tensor's axes without the one that holds index vectors.
  static long[] batchSizes(TensorType indices, long indexVectorDim) {
    return LongStream.range(0, indices.rank())
        .filter(axis -> axis != indexVectorDim)
        .map(axis -> indices.dim((int) axis))
        .toArray();
  }

  /// Length of one index vector; one where the index tensor has no axis for it.
  static long indexVectorSize(TensorType indices, long indexVectorDim) {
    return indexVectorDim < indices.rank() ? indices.dim((int) indexVectorDim) : 1;
  }

  /// Sizes of slices placed at `sliceAxes`, the others filled with batch sizes in order.
  static long[] combine(long[] batch, long[] slice, ImmutableLongArray sliceAxes) {
    long[] dims = new long[batch.length + slice.length];
    int nextBatch = 0;
    int nextSlice = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = sliceAxes.contains(axis) ? slice[nextSlice++] : batch[nextBatch++];
    }
    return dims;
  }

  static ImmutableLongArray concat(ImmutableLongArray a, ImmutableLongArray b) {
    return ImmutableLongArray.builder().addAll(a).addAll(b).build();
  }
}
