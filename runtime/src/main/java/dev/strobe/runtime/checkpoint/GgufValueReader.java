package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;

/// Reads GGUF's typed metadata values as plain Java ones (see [Checkpoint#configuration]).
final class GgufValueReader {
  private static final int LONGEST_TEXT = 1 << 26;
  private static final int DEEPEST_ARRAY = 4;

  /// Vocabulary, scores, types and merges of the largest tokenizers take about a quarter of it.
  private static final int MOST_ARRAY_ELEMENTS = 1 << 23;

  private static final ValueLayout.OfFloat F32 =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt I32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong I64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble F64 =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// The types in the order of their numbers, with the fewest bytes a value takes.
  private enum Type {
    U8(1),
    I8(1),
    U16(2),
    I16(2),
    U32(4),
    I32(4),
    F32(4),
    BOOL(1),
    STRING(8),
    ARRAY(12),
    U64(8),
    I64(8),
    F64(8);

    private static final ImmutableList<Type> BY_NUMBER = ImmutableList.copyOf(values());
    private final int fewestBytes;

    Type(int fewestBytes) {
      this.fewestBytes = fewestBytes;
    }
  }

  private final GgufCursor cursor;
  private int elementsLeft = MOST_ARRAY_ELEMENTS;

  GgufValueReader(GgufCursor cursor) {
    this.cursor = cursor;
  }

  /// A type number and the value that follows it.
  Object read() {
    return value(type(), 0);
  }

  private Type type() {
    FilePlace place = cursor.place();
    long number = cursor.u32();
    if (number >= Type.BY_NUMBER.size()) {
      throw place.requires("a value type from 0 to 12", number);
    }
    return Type.BY_NUMBER.get((int) number);
  }

  private Object value(Type type, int depth) {
    return switch (type) {
      case U8 -> (long) cursor.u8();
      case I8 -> (long) (byte) cursor.u8();
      case U16 -> (long) cursor.u16();
      case I16 -> (long) (short) cursor.u16();
      case U32 -> cursor.u32();
      case I32 -> (long) cursor.i32();
      case F32 -> (double) cursor.f32();
      case BOOL -> bool();
      case STRING -> cursor.string(LONGEST_TEXT);
      case ARRAY -> array(depth + 1);
      case U64 -> unsigned(cursor.i64());
      case I64 -> cursor.i64();
      case F64 -> cursor.f64();
    };
  }

  private boolean bool() {
    FilePlace place = cursor.place();
    int number = cursor.u8();
    if (number > 1) {
      throw place.requires("a truth value of 0 or 1", number);
    }
    return number == 1;
  }

  private static Object unsigned(long bits) {
    if (bits >= 0) {
      return bits;
    }
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private Object array(int depth) {
    if (depth > DEEPEST_ARRAY) {
      throw cursor.place().requires("arrays at most " + DEEPEST_ARRAY + " deep", "deeper ones");
    }
    Type type = type();
    FilePlace place = cursor.place();
    long length = cursor.i64();
    long most = Math.min(elementsLeft, cursor.remaining() / type.fewestBytes);
    if (length < 0 || length > most) {
      throw place.requires(
          "an array of at most " + most + " elements", Long.toUnsignedString(length));
    }
    int count = (int) length;
    elementsLeft -= count;
    return switch (type) {
      case STRING, ARRAY -> list(type, count, depth);
      case F32 -> cursor.skip(4L * count).toArray(F32);
      case F64 -> cursor.skip(8L * count).toArray(F64);
      case I32 -> cursor.skip(4L * count).toArray(I32);
      case U32 -> unsignedInts(cursor.skip(4L * count));
      case I64, U64 -> cursor.skip(8L * count).toArray(I64);
      case U8, I8, U16, I16 -> smallInts(type, count);
      case BOOL -> booleans(count);
    };
  }

  private ImmutableList<Object> list(Type type, int count, int depth) {
    ImmutableList.Builder<Object> values = ImmutableList.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      values.add(value(type, depth));
    }
    return values.build();
  }

  private static long[] unsignedInts(MemorySegment bytes) {
    int[] bits = bytes.toArray(I32);
    long[] values = new long[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = bits[i] & 0xFFFF_FFFFL;
    }
    return values;
  }

  private int[] smallInts(Type type, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = ((Long) value(type, 0)).intValue();
    }
    return values;
  }

  private boolean[] booleans(int count) {
    boolean[] values = new boolean[count];
    for (int i = 0; i < count; i++) {
      values[i] = bool();
    }
    return values;
  }
}
