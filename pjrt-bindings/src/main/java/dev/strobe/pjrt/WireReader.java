package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Reads the fields of one protocol buffer message in place. Only what the two messages that we
/// look into need: numbers, texts and nested messages. Source: the protocol buffers encoding
/// specification.
final class WireReader {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final MemorySegment bytes;
  private long position;
  private int wireType;

  WireReader(MemorySegment bytes) {
    this.bytes = bytes;
  }

  /// Moves to the next field and returns its number, 0 at the end. The caller then reads or skips
  /// it.
  ///
  /// @throws IllegalArgumentException if the message is malformed, here and below
  int nextField() {
    if (position == bytes.byteSize()) {
      return 0;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    int field = (int) (tag >>> 3);
    if (field <= 0 || tag >>> 3 != field) {
      throw malformed();
    }
    return field;
  }

  /// The field as a number.
  long number() {
    if (wireType != VARINT) {
      throw malformed();
    }
    return varint();
  }

  /// The field as a nested message.
  WireReader message() {
    return new WireReader(lengthDelimited());
  }

  /// The field as UTF-8 text.
  String text() {
    return new String(lengthDelimited().toArray(JAVA_BYTE), UTF_8);
  }

  /// The field as repeated numbers: one, or several packed.
  List<Long> numbers() {
    if (wireType == VARINT) {
      return List.of(varint());
    }
    WireReader packed = message();
    List<Long> numbers = new ArrayList<>();
    while (packed.position < packed.bytes.byteSize()) {
      numbers.add(packed.varint());
    }
    return numbers;
  }

  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED_64 -> advance(8);
      case LENGTH_DELIMITED -> lengthDelimited();
      case FIXED_32 -> advance(4);
      default -> throw malformed();
    }
  }

  private MemorySegment lengthDelimited() {
    if (wireType != LENGTH_DELIMITED) {
      throw malformed();
    }
    long length = varint();
    long start = position;
    advance(length);
    return bytes.asSlice(start, length);
  }

  private void advance(long count) {
    if (count < 0 || count > bytes.byteSize() - position) {
      throw malformed();
    }
    position += count;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == bytes.byteSize()) {
        throw malformed();
      }
      byte next = bytes.get(JAVA_BYTE, position++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "message requires well-formed protocol buffer fields, got none at byte " + position);
  }
}
