package dev.strobe.runtime.checkpoint;

import com.google.common.primitives.ImmutableLongArray;
import java.lang.foreign.MemorySegment;

/// One tensor of a checkpoint, its bytes still in the mapped file.
///
/// @param dims extents, row-major, outermost first (GGUF's own order reversed); empty for a scalar
/// @param data the stored bytes, read-only, of no particular alignment, valid until the checkpoint
///   is closed
public record TensorEntry(
    String name, ImmutableLongArray dims, TensorEncoding encoding, MemorySegment data) {

  /// Number of elements.
  public long elements() {
    long product = 1;
    for (int axis = 0; axis < dims.length(); axis++) {
      product *= dims.get(axis);
    }
    return product;
  }

  /// Elements of one row, the contiguous innermost axis; 1 for a scalar.
  public long rowElements() {
    return dims.isEmpty() ? 1 : dims.get(dims.length() - 1);
  }

  /// Number of rows: all axes but the innermost, flattened.
  public long rows() {
    return rowElements() == 0 ? 0 : elements() / rowElements();
  }

  @Override
  public String toString() {
    return name + " " + dims + " " + encoding;
  }
}
