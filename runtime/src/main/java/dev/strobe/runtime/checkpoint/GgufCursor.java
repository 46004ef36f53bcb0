package dev.strobe.runtime.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Walks a GGUF header from its start, little-endian, refusing to leave the file.
///
/// Goes through a window on the heap: a header holds hundreds of thousands of short strings, and a
/// cold JVM reads a byte array far faster than a mapped segment.
final class GgufCursor {
  private static final int WINDOW_BYTES = 1 << 16;

  /// No real header comes near; a hostile one must not fill the heap.
  private static final long LONGEST_HEADER = 1L << 29;

  private final MappedFile file;
  private final byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowLength;
  private int next;

  GgufCursor(MappedFile file) {
    this.file = file;
  }

  long position() {
    return windowStart + next;
  }

  long remaining() {
    return file.size() - position();
  }

  FilePlace place() {
    return file.place().at(position());
  }

  int u8() {
    return window[take(1)] & 0xFF;
  }

  int u16() {
    int at = take(2);
    return (window[at] & 0xFF) | (window[at + 1] & 0xFF) << 8;
  }

  int i32() {
    return i32At(take(4));
  }

  long u32() {
    return i32() & 0xFFFF_FFFFL;
  }

  long i64() {
    int at = take(8);
    return (i32At(at) & 0xFFFF_FFFFL) | ((long) i32At(at + 4) << 32);
  }

  float f32() {
    return Float.intBitsToFloat(i32());
  }

  double f64() {
    return Double.longBitsToDouble(i64());
  }

  /// A length-prefixed UTF-8 text; malformed bytes become U+FFFD.
  String string(int longest) {
    long start = position();
    long length = i64();
    if (length < 0 || length > longest || length > remaining()) {
      throw file.place()
          .at(start)
          .requires(
              "a text of at most " + Math.min(longest, remaining()) + " bytes",
              Long.toUnsignedString(length));
    }
    int count = (int) length;
    if (count <= WINDOW_BYTES) {
      return new String(window, take(count), count, StandardCharsets.UTF_8);
    }
    byte[] text = skip(count).toArray(ValueLayout.JAVA_BYTE);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// Passes over so many bytes and returns them where they lie.
  MemorySegment skip(long count) {
    long start = position();
    refuseEnd(count);
    windowStart = start + count;
    windowLength = 0;
    next = 0;
    return file.bytes().asSlice(start, count);
  }

  private int i32At(int at) {
    return (window[at] & 0xFF)
        | (window[at + 1] & 0xFF) << 8
        | (window[at + 2] & 0xFF) << 16
        | window[at + 3] << 24;
  }

  private int take(int count) {
    if (next + count > windowLength) {
      refuseEnd(count);
      windowStart = position();
      next = 0;
      windowLength = (int) Math.min(WINDOW_BYTES, file.size() - windowStart);
      MemorySegment.copy(file.bytes(), ValueLayout.JAVA_BYTE, windowStart, window, 0, windowLength);
    }
    int at = next;
    next += count;
    return at;
  }

  private void refuseEnd(long count) {
    if (count > remaining()) {
      throw place().requires(count + " more bytes", "the end of the file after " + remaining());
    }
    if (position() + count > LONGEST_HEADER) {
      throw place().requires("a header of at most " + LONGEST_HEADER + " bytes", "a longer one");
    }
  }
}
