package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// Text as PJRT passes it: a pointer and a size in bytes, UTF-8, with no zero at the end.
final class CText {
  private CText() {}

  static String read(MemorySegment pointer, long size) {
    if (pointer.address() == 0 || size == 0) {
      return "";
    }
    return new String(pointer.reinterpret(size).toArray(JAVA_BYTE), UTF_8);
  }

  static MemorySegment write(SegmentAllocator allocator, String text) {
    return allocator.allocateFrom(JAVA_BYTE, text.getBytes(UTF_8));
  }
}
