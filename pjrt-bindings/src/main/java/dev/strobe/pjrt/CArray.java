package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Arrays as PJRT hands them out: a pointer, possibly null, and a count of elements.
final class CArray {
  private CArray() {}

  static List<Long> longs(MemorySegment pointer, long count) {
    return Arrays.stream(longArray(pointer, count)).boxed().toList();
  }

  /// Also for pointers and sizes, which are 64 bits wide wherever this client runs.
  static long[] longArray(MemorySegment pointer, long count) {
    return pointer.address() == 0
        ? new long[0]
        : pointer.reinterpret(Math.multiplyExact(count, Long.BYTES)).toArray(JAVA_LONG);
  }

  static int[] intArray(MemorySegment pointer, long count) {
    return pointer.address() == 0
        ? new int[0]
        : pointer.reinterpret(Math.multiplyExact(count, Integer.BYTES)).toArray(JAVA_INT);
  }

  /// A list of texts: an array of pointers and an array of sizes.
  static List<String> texts(MemorySegment pointers, MemorySegment sizes, long count) {
    long[] starts = longArray(pointers, count);
    long[] lengths = longArray(sizes, count);
    String[] texts = new String[starts.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = CText.read(MemorySegment.ofAddress(starts[i]), lengths[i]);
    }
    return List.of(texts);
  }
}
