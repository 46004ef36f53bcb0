package dev.strobe.runtime.checkpoint;

import com.google.common.primitives.ImmutableLongArray;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// An array read from NumPy's format: row-major, on the heap.
///
/// @param shape extents, outermost first; empty for a scalar
/// @param encoding a plain number type, never quantised
/// @param data the stored little-endian elements, read-only
public record NpyArray(ImmutableLongArray shape, TensorEncoding encoding, MemorySegment data) {

  /// Number of elements.
  public int elements() {
    return (int) (data.byteSize() / encoding.blockBytes());
  }

  /// The elements as f32, rounded to nearest where they are wider.
  public float[] floats() {
    float[] values = new float[elements()];
    TensorEntry tensor = new TensorEntry("array", shape, encoding, data);
    Dequantizer.decode(tensor, 0, values.length, MemorySegment.ofArray(values));
    return values;
  }

  /// The elements as f64; exact but for whole numbers beyond 2^53.
  public double[] doubles() {
    if (encoding == TensorEncoding.F64) {
      return data.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
    }
    if (encoding == TensorEncoding.I64 || encoding == TensorEncoding.I32) {
      long[] whole = longs();
      double[] values = new double[whole.length];
      for (int i = 0; i < whole.length; i++) {
        values[i] = (double) whole[i];
      }
      return values;
    }
    float[] narrow = floats();
    double[] values = new double[narrow.length];
    for (int i = 0; i < narrow.length; i++) {
      values[i] = narrow[i];
    }
    return values;
  }

  /// The elements of a whole-number array.
  ///
  /// @throws IllegalStateException if its elements are not whole numbers
  public long[] longs() {
    if (encoding == TensorEncoding.I64) {
      return data.toArray(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
    }
    int[] narrow = ints();
    long[] values = new long[narrow.length];
    for (int i = 0; i < narrow.length; i++) {
      values[i] = narrow[i];
    }
    return values;
  }

  private int[] ints() {
    return switch (encoding) {
      case I32 -> data.toArray(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
      case I16, I8, U8, BOOL -> {
        float[] exact = floats();
        int[] values = new int[exact.length];
        for (int i = 0; i < exact.length; i++) {
          values[i] = (int) exact[i];
        }
        yield values;
      }
      default ->
          throw new IllegalStateException(
              "whole numbers require an array of whole numbers, got " + encoding);
    };
  }
}
