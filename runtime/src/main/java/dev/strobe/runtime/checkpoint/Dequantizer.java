package dev.strobe.runtime.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongUnaryOperator;

/// Decodes stored tensors to f32.
///
/// Without state: threads may decode parts of one tensor at once, each into its own slice of the
/// destination. Destinations hold native-order f32; a decoded value is what ggml's reference
/// computes in f32 (a product and a sum, each rounded), plain numbers are rounded to nearest.
public final class Dequantizer {
  /// Elements that pass through the heap at a time: source and result stay in the first-level
  /// cache. A multiple of every block size.
  private static final int CHUNK = 4096;

  private Dequantizer() {}

  /// Decodes elements `[from, from + count)`, in row-major order, into the whole of `destination`.
  ///
  /// @param from a multiple of the encoding's block, as `count` is
  /// @param destination `4 * count` bytes
  /// @throws IllegalArgumentException if range and destination do not fit
  public static void decode(TensorEntry tensor, long from, long count, MemorySegment destination) {
    checkRange(tensor, from, count, destination);
    TensorEncoding encoding = tensor.encoding();
    long start = encoding.byteCount(from);
    MemorySegment source = tensor.data().asSlice(start, encoding.byteCount(count));
    if (encoding == TensorEncoding.F32) {
      MemorySegment.copy(source, 0, destination, 0, source.byteSize());
    } else {
      new Scratch(encoding, Math.min(count, CHUNK)).decode(source, destination);
    }
  }

  /// Decodes rows in another order: row `r` of `destination` is the tensor's row
  /// `sourceRow(firstRow + r)`, for as many rows as `destination` holds.
  ///
  /// Row order is how a checkpoint's interleaved rotary rows are put back; the parallel caller
  /// passes the first row of its own part.
  ///
  /// @param destination a whole number of rows of `4 * rowElements` bytes
  public static void decodeRows(
      TensorEntry tensor, long firstRow, LongUnaryOperator sourceRow, MemorySegment destination) {
    long rowElements = tensor.rowElements();
    long rowBytes = rowElements * Float.BYTES;
    if (rowBytes == 0 || destination.byteSize() % rowBytes != 0) {
      throw new IllegalArgumentException(
          "decoding rows of "
              + tensor
              + " requires a destination of a multiple of "
              + rowBytes
              + " bytes, got "
              + destination.byteSize());
    }
    long sourceBytes = tensor.encoding().byteCount(rowElements);
    Scratch scratch = new Scratch(tensor.encoding(), Math.min(rowElements, CHUNK));
    for (long row = 0; row < destination.byteSize() / rowBytes; row++) {
      long from = sourceRow.applyAsLong(firstRow + row);
      if (from < 0 || from >= tensor.rows()) {
        throw new IllegalArgumentException(
            "decoding rows of "
                + tensor
                + " requires rows below "
                + tensor.rows()
                + ", got "
                + from);
      }
      scratch.decode(
          tensor.data().asSlice(from * sourceBytes, sourceBytes),
          destination.asSlice(row * rowBytes, rowBytes));
    }
  }

  private static void checkRange(
      TensorEntry tensor, long from, long count, MemorySegment destination) {
    int block = tensor.encoding().blockElements();
    if (from < 0
        || count < 0
        || from > tensor.elements() - count
        || from % block != 0
        || count % block != 0) {
      throw new IllegalArgumentException(
          "decoding "
              + tensor
              + " requires a range within "
              + tensor.elements()
              + " elements in multiples of "
              + block
              + ", got "
              + count
              + " from "
              + from);
    }
    if (destination.byteSize() / Float.BYTES != count
        || destination.byteSize() % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "decoding "
              + count
              + " elements of "
              + tensor
              + " requires a destination of "
              + count * Float.BYTES
              + " bytes, got "
              + destination.byteSize());
    }
  }

  /// Heap arrays that one decoding goes through: loops over arrays are quick in a cold JVM and
  /// become vector code in a warm one, loops over segments only the latter.
  private static final class Scratch {
    private final TensorEncoding encoding;
    private final byte[] packed;
    private final float[] values;

    Scratch(TensorEncoding encoding, long elements) {
      this.encoding = encoding;
      this.packed = new byte[(int) encoding.byteCount(elements)];
      this.values = new float[(int) elements];
    }

    void decode(MemorySegment source, MemorySegment destination) {
      long written = 0;
      for (long read = 0; read < source.byteSize(); read += packed.length) {
        int bytes = (int) Math.min(packed.length, source.byteSize() - read);
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, read, packed, 0, bytes);
        int blocks = bytes / encoding.blockBytes();
        BlockDecoder.decode(encoding, packed, blocks, values);
        int count = blocks * encoding.blockElements();
        MemorySegment.copy(
            values, 0, destination, ValueLayout.JAVA_FLOAT_UNALIGNED, written, count);
        written += (long) count * Float.BYTES;
      }
    }
  }
}
