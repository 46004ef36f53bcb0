package dev.strobe.ir;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An immutable tensor of constants: little-endian elements in row-major order, each in whole bytes
/// (a sub-byte element takes the low bits of one byte; `i1` is 0 or 1; complex is real then
/// imaginary). Equality compares bits, and the hash is computed once.
public final class Literal {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final TensorType type;
  private final byte[] bytes;
  private final int hash;

  private Literal(TensorType type, byte[] bytes) {
    Checks.require(
        bytes.length == type.byteSize(),
        "constant",
        type.byteSize() + " bytes for " + type,
        bytes.length);
    this.type = type;
    this.bytes = bytes;
    this.hash = 31 * type.hashCode() + Arrays.hashCode(bytes);
  }

  /// A literal over a copy of the given little-endian bytes; a predicate of any byte but 0 is true,
  /// and bits above a narrow element are dropped.
  public static Literal ofBytes(TensorType type, byte[] bytes) {
    byte[] copy = bytes.clone();
    canonicalise(type.element(), copy);
    return new Literal(type, copy);
  }

  /// f32 elements, row-major.
  public static Literal ofF32(TensorType type, float... values) {
    requireElement(type, ElementType.F32);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return new Literal(type, bytes);
  }

  /// s32 elements, row-major.
  public static Literal ofS32(TensorType type, int... values) {
    requireElement(type, ElementType.S32);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (int value : values) {
      buffer.putInt(value);
    }
    return new Literal(type, bytes);
  }

  /// Integers of any type, row-major; each takes the low bits, u64 its 64 bits.
  public static Literal ofLongs(TensorType type, long... values) {
    Checks.require(type.element().isInteger(), "constant", "an integer element type", type);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (int i = 0; i < values.length; i++) {
      ElementCodec.writeLong(type.element(), buffer, i, values[i]);
    }
    return new Literal(type, bytes);
  }

  /// Predicates, row-major.
  public static Literal ofPred(TensorType type, boolean... values) {
    requireElement(type, ElementType.PRED);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (boolean value : values) {
      buffer.put((byte) (value ? 1 : 0));
    }
    return new Literal(type, bytes);
  }

  /// One number in every place, rounded to the element type.
  public static Literal splat(TensorType type, double value) {
    int width = type.element().hostBytes();
    byte[] element = new byte[width];
    ElementCodec.write(type.element(), wrap(element), 0, value);
    byte[] bytes = allocate(type);
    for (int at = 0; at < bytes.length; at += width) {
      System.arraycopy(element, 0, bytes, at, width);
    }
    return new Literal(type, bytes);
  }

  public static Literal scalar(ElementType element, double value) {
    return splat(TensorType.of(element), value);
  }

  public TensorType type() {
    return type;
  }

  /// The bytes, read-only and little-endian.
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The bytes as a read-only segment over the heap.
  public MemorySegment segment() {
    return MemorySegment.ofArray(bytes).asReadOnly();
  }

  /// Element at a flat row-major index as a double; 64-bit integers round.
  public double doubleAt(long index) {
    return ElementCodec.readDouble(type.element(), bytes(), Math.toIntExact(index));
  }

  /// Element of an integer or predicate tensor at a flat row-major index; u64 as its bits.
  public long longAt(long index) {
    return ElementCodec.readLong(type.element(), bytes(), Math.toIntExact(index));
  }

  /// All f32 elements, row-major.
  public float[] toF32() {
    requireElement(type, ElementType.F32);
    return segment().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
  }

  /// All s32 elements, row-major.
  public int[] toS32() {
    requireElement(type, ElementType.S32);
    return segment().toArray(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
  }

  /// Whether all elements have the same bits (true for one element, false for none).
  public boolean isSplat() {
    int width = type.element().hostBytes();
    return bytes.length >= width
        && Arrays.equals(bytes, width, bytes.length, bytes, 0, bytes.length - width);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Literal that
        && hash == that.hash
        && type.equals(that.type)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "literal of " + type;
  }

  private static byte[] allocate(TensorType type, int values) {
    Checks.require(
        values == type.elementCount(), "constant", type.elementCount() + " elements", values);
    return allocate(type);
  }

  private static byte[] allocate(TensorType type) {
    Checks.require(type.byteSize() <= LARGEST, "constant", "at most " + LARGEST + " bytes", type);
    return new byte[(int) type.byteSize()];
  }

  /// Makes equal elements equal bits: any bit of a predicate makes it true, and bits above a narrow
  /// element carry no meaning.
  private static void canonicalise(ElementType element, byte[] bytes) {
    for (int i = 0; i < bytes.length && element.bits() < 8; i++) {
      bytes[i] =
          element.isBoolean()
              ? (byte) (bytes[i] == 0 ? 0 : 1)
              : (byte) (bytes[i] & ((1 << element.bits()) - 1));
    }
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void requireElement(TensorType type, ElementType element) {
    Checks.require(type.element() == element, "constant", "element type " + element, type);
  }
}
