package dev.strobe.ir;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// An immutable tensor of constants: little-endian elements in row-major order, each in whole bytes
/// (a sub-byte element takes the low bits of one byte; `i1` is 0 or 1; complex is real then
/// imaginary). Equality compares bits, and the hash is computed once. Where all elements have the
/// same bits, one is kept: a constant mask over a long context costs nothing.
public final class Literal {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final TensorType type;

  /// All elements, or one where they are the same.
  private final byte[] bytes;

  private final boolean splat;
  private final int hash;

  private Literal(TensorType type, byte[] bytes, boolean splat) {
    this.type = type;
    this.bytes = bytes;
    this.splat = splat;
    this.hash = 31 * type.hashCode() + Arrays.hashCode(bytes);
  }

  /// A literal that keeps `bytes`, all elements of the type, or the first of them where they are
  /// the same.
  private static Literal keeping(TensorType type, byte[] bytes) {
    Checks.require(
        bytes.length == type.byteSize(),
        "constant",
        type.byteSize() + " bytes for " + type,
        bytes.length);
    int width = type.element().hostBytes();
    boolean splat =
        bytes.length >= width
            && Arrays.equals(bytes, width, bytes.length, bytes, 0, bytes.length - width);
    return new Literal(type, splat ? Arrays.copyOf(bytes, width) : bytes, splat);
  }

  /// A literal over a copy of the given little-endian bytes; a predicate of any byte but 0 is true,
  /// and bits above a narrow element are dropped.
  public static Literal ofBytes(TensorType type, byte[] bytes) {
    byte[] copy = bytes.clone();
    canonicalise(type.element(), copy);
    return keeping(type, copy);
  }

  /// f32 elements, row-major.
  public static Literal ofF32(TensorType type, float... values) {
    requireElement(type, ElementType.F32);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return keeping(type, bytes);
  }

  /// s32 elements, row-major.
  public static Literal ofS32(TensorType type, int... values) {
    requireElement(type, ElementType.S32);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (int value : values) {
      buffer.putInt(value);
    }
    return keeping(type, bytes);
  }

  /// Integers of any type, row-major; each takes the low bits, u64 its 64 bits.
  public static Literal ofLongs(TensorType type, long... values) {
    Checks.require(type.element().isInteger(), "constant", "an integer element type", type);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (int i = 0; i < values.length; i++) {
      ElementCodec.writeLong(type.element(), buffer, i, values[i]);
    }
    return keeping(type, bytes);
  }

  /// Predicates, row-major.
  public static Literal ofPred(TensorType type, boolean... values) {
    requireElement(type, ElementType.PRED);
    byte[] bytes = allocate(type, values.length);
    ByteBuffer buffer = wrap(bytes);
    for (boolean value : values) {
      buffer.put((byte) (value ? 1 : 0));
    }
    return keeping(type, bytes);
  }

  /// One number in every place, rounded to the element type.
  public static Literal splat(TensorType type, double value) {
    if (type.elementCount() == 0) {
      return keeping(type, new byte[0]);
    }
    byte[] element = new byte[type.element().hostBytes()];
    ElementCodec.write(type.element(), wrap(element), 0, value);
    return new Literal(type, element, true);
  }

  /// The bytes of one little-endian element in every place.
  public static Literal splat(TensorType type, ByteBuffer element) {
    byte[] bytes = new byte[element.remaining()];
    element.duplicate().get(bytes);
    Checks.require(
        bytes.length == type.element().hostBytes(),
        "constant",
        "the bytes of one " + type.element(),
        bytes.length);
    canonicalise(type.element(), bytes);
    return type.elementCount() == 0 ? keeping(type, new byte[0]) : new Literal(type, bytes, true);
  }

  public static Literal scalar(ElementType element, double value) {
    return splat(TensorType.of(element), value);
  }

  public TensorType type() {
    return type;
  }

  /// The bytes of all elements, read-only and little-endian.
  ///
  /// @throws InvalidOpException if they are too many for one array
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(allBytes()).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The bytes of all elements as a read-only segment over the heap.
  ///
  /// @throws InvalidOpException if they are too many for one array
  public MemorySegment segment() {
    return MemorySegment.ofArray(allBytes()).asReadOnly();
  }

  private byte[] allBytes() {
    if (!splat) {
      return bytes;
    }
    byte[] all = allocate(type);
    for (int at = 0; at < all.length; at += bytes.length) {
      System.arraycopy(bytes, 0, all, at, bytes.length);
    }
    return all;
  }

  /// The bytes of the element at a flat row-major index, read-only and little-endian.
  public ByteBuffer element(long index) {
    int width = type.element().hostBytes();
    return ByteBuffer.wrap(bytes, place(index) * width, width)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Element at a flat row-major index as a double; 64-bit integers round.
  public double doubleAt(long index) {
    return ElementCodec.readDouble(type.element(), wrap(bytes), place(index));
  }

  /// Element of an integer or predicate tensor at a flat row-major index; u64 as its bits.
  public long longAt(long index) {
    return ElementCodec.readLong(type.element(), wrap(bytes), place(index));
  }

  /// Where the element of a flat index stands among those that are kept.
  private int place(long index) {
    Objects.checkIndex(index, type.elementCount());
    return splat ? 0 : Math.toIntExact(index);
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
    return splat;
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
