package dev.strobe.runtime.checkpoint;

/// How a tensor's elements are stored in a checkpoint.
///
/// Plain numbers are blocks of one element. GGUF's quantised types pack a fixed run of elements of
/// one row, with their scales, into a fixed number of bytes (ggml's block layouts). All are
/// little-endian.
public enum TensorEncoding {
  F64(1, 8),
  F32(1, 4),
  F16(1, 2),
  BF16(1, 2),
  F8_E4M3(1, 1),
  F8_E5M2(1, 1),
  I64(1, 8),
  I32(1, 4),
  I16(1, 2),
  I8(1, 1),
  U8(1, 1),
  BOOL(1, 1),
  Q4_0(32, 18),
  Q4_1(32, 20),
  Q5_0(32, 22),
  Q5_1(32, 24),
  Q8_0(32, 34),
  Q2_K(256, 84),
  Q3_K(256, 110),
  Q4_K(256, 144),
  Q5_K(256, 176),
  Q6_K(256, 210);

  private final int blockElements;
  private final int blockBytes;

  TensorEncoding(int blockElements, int blockBytes) {
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }

  /// Elements in one block, 1 for plain numbers.
  public int blockElements() {
    return blockElements;
  }

  /// Bytes of one block.
  public int blockBytes() {
    return blockBytes;
  }

  /// Whether elements share scales, so that they can only be read in whole blocks.
  public boolean isQuantized() {
    return blockElements > 1;
  }

  /// Bytes that so many elements take.
  ///
  /// @throws IllegalArgumentException unless `elements` is a whole number of blocks
  public long byteCount(long elements) {
    if (elements < 0 || elements % blockElements != 0) {
      throw new IllegalArgumentException(
          this + " requires a multiple of " + blockElements + " elements, got " + elements);
    }
    return elements / blockElements * blockBytes;
  }
}
