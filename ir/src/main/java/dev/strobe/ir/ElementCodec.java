package dev.strobe.ir;

import java.nio.ByteBuffer;

/// Reads and writes single elements of every element type in host form (see [Literal]).
///
/// Floats narrower than 32 bits are decoded and rounded (to nearest even) by [SmallFloat].
public final class ElementCodec {
  private ElementCodec() {}

  /// Element `index` as a double; the real part of a complex one.
  public static double readDouble(ElementType type, ByteBuffer bytes, int index) {
    return switch (type) {
      case F32 -> bytes.getFloat(index * 4);
      case F64 -> bytes.getDouble(index * 8);
      case C64 -> bytes.getFloat(index * 8);
      case C128 -> bytes.getDouble(index * 16);
      case U64 -> unsignedToDouble(bytes.getLong(index * 8));
      default ->
          type.isFloat()
              ? SmallFloat.of(type).decode((int) readBits(type, bytes, index))
              : readLong(type, bytes, index);
    };
  }

  /// Element `index` of an integer or predicate type, sign- or zero-extended; u64 as its bits.
  public static long readLong(ElementType type, ByteBuffer bytes, int index) {
    long bits = readBits(type, bytes, index);
    int unused = 64 - type.bits();
    return type.kind() == ElementType.Kind.SIGNED
        ? bits << unused >> unused
        : bits << unused >>> unused;
  }

  /// Writes a number, rounded to the type; integers take the low bits of the truncated value.
  public static void write(ElementType type, ByteBuffer bytes, int index, double value) {
    switch (type) {
      case F32 -> bytes.putFloat(index * 4, (float) value);
      case F64 -> bytes.putDouble(index * 8, value);
      case C64 -> bytes.putFloat(index * 8, (float) value).putFloat(index * 8 + 4, 0);
      case C128 -> bytes.putDouble(index * 16, value).putDouble(index * 16 + 8, 0);
      case PRED -> bytes.put(index, (byte) (value != 0 ? 1 : 0));
      case U64 -> writeLong(type, bytes, index, doubleToUnsigned(value));
      default ->
          writeLong(
              type,
              bytes,
              index,
              type.isFloat() ? SmallFloat.of(type).encode(value) : (long) value);
    }
  }

  /// Writes the low bits of an integer, a predicate, or an already encoded narrow float.
  public static void writeLong(ElementType type, ByteBuffer bytes, int index, long value) {
    long masked = type.bits() == 64 ? value : value & ((1L << type.bits()) - 1);
    switch (type.hostBytes()) {
      case 1 -> bytes.put(index, (byte) masked);
      case 2 -> bytes.putShort(index * 2, (short) masked);
      case 4 -> bytes.putInt(index * 4, (int) masked);
      default -> bytes.putLong(index * 8, masked);
    }
  }

  private static long readBits(ElementType type, ByteBuffer bytes, int index) {
    return switch (type.hostBytes()) {
      case 1 -> bytes.get(index) & 0xFFL;
      case 2 -> bytes.getShort(index * 2) & 0xFFFFL;
      case 4 -> bytes.getInt(index * 4) & 0xFFFFFFFFL;
      default -> bytes.getLong(index * 8);
    };
  }

  private static double unsignedToDouble(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private static long doubleToUnsigned(double value) {
    return value < 0x1p63 ? (long) value : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
  }
}
