package dev.strobe.pjrt;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.strobe.pjrt.raw.PJRT_NamedValue;
import dev.strobe.pjrt.raw.Pjrt;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named values to and from `PJRT_NamedValue` arrays.
final class NamedValues {
  private NamedValues() {}

  /// An array of `PJRT_NamedValue` that lives as long as `allocator`'s memory.
  static MemorySegment write(SegmentAllocator allocator, Map<String, PjrtValue> values) {
    MemorySegment array = PJRT_NamedValue.allocateArray(values.size(), allocator);
    long index = 0;
    for (Map.Entry<String, PjrtValue> entry : values.entrySet()) {
      MemorySegment element = PJRT_NamedValue.asSlice(array, index++);
      MemorySegment name = CText.write(allocator, entry.getKey());
      PJRT_NamedValue.struct_size(element, Pjrt.PJRT_NamedValue_STRUCT_SIZE());
      PJRT_NamedValue.name(element, name);
      PJRT_NamedValue.name_size(element, name.byteSize());
      write(allocator, element, entry.getValue());
    }
    return array;
  }

  private static void write(SegmentAllocator allocator, MemorySegment element, PjrtValue value) {
    PJRT_NamedValue.value_size(element, 1);
    switch (value) {
      case PjrtValue.Text(String text) -> {
        MemorySegment bytes = CText.write(allocator, text);
        PJRT_NamedValue.type(element, Pjrt.PJRT_NamedValue_kString());
        PJRT_NamedValue.string_value(element, bytes);
        PJRT_NamedValue.value_size(element, bytes.byteSize());
      }
      case PjrtValue.Int64(long number) -> {
        PJRT_NamedValue.type(element, Pjrt.PJRT_NamedValue_kInt64());
        PJRT_NamedValue.int64_value(element, number);
      }
      case PjrtValue.Int64List list -> {
        long[] numbers = list.values().stream().mapToLong(Long::longValue).toArray();
        PJRT_NamedValue.type(element, Pjrt.PJRT_NamedValue_kInt64List());
        PJRT_NamedValue.int64_array_value(element, allocator.allocateFrom(JAVA_LONG, numbers));
        PJRT_NamedValue.value_size(element, numbers.length);
      }
      case PjrtValue.Float32(float number) -> {
        PJRT_NamedValue.type(element, Pjrt.PJRT_NamedValue_kFloat());
        PJRT_NamedValue.float_value(element, number);
      }
      case PjrtValue.Bool(boolean truth) -> {
        PJRT_NamedValue.type(element, Pjrt.PJRT_NamedValue_kBool());
        PJRT_NamedValue.bool_value(element, truth);
      }
      case PjrtValue.Opaque(int type) ->
          throw new IllegalArgumentException("option requires a known type, got type " + type);
    }
  }

  /// Copies an array of `count` values that the plugin owns, in its order.
  static Map<String, PjrtValue> read(MemorySegment pointer, long count) {
    Map<String, PjrtValue> values = new LinkedHashMap<>();
    if (pointer.address() == 0) {
      return Map.of();
    }
    MemorySegment array = pointer.reinterpret(Math.multiplyExact(count, PJRT_NamedValue.sizeof()));
    for (long i = 0; i < count; i++) {
      MemorySegment element = PJRT_NamedValue.asSlice(array, i);
      String name = CText.read(PJRT_NamedValue.name(element), PJRT_NamedValue.name_size(element));
      values.put(name, read(element));
    }
    return Collections.unmodifiableMap(values);
  }

  private static PjrtValue read(MemorySegment element) {
    int type = PJRT_NamedValue.type(element);
    long size = PJRT_NamedValue.value_size(element);
    if (type == Pjrt.PJRT_NamedValue_kString()) {
      return new PjrtValue.Text(CText.read(PJRT_NamedValue.string_value(element), size));
    }
    if (type == Pjrt.PJRT_NamedValue_kInt64()) {
      return new PjrtValue.Int64(PJRT_NamedValue.int64_value(element));
    }
    if (type == Pjrt.PJRT_NamedValue_kInt64List()) {
      return new PjrtValue.Int64List(
          CArray.longs(PJRT_NamedValue.int64_array_value(element), size));
    }
    if (type == Pjrt.PJRT_NamedValue_kFloat()) {
      return new PjrtValue.Float32(PJRT_NamedValue.float_value(element));
    }
    if (type == Pjrt.PJRT_NamedValue_kBool()) {
      return new PjrtValue.Bool(PJRT_NamedValue.bool_value(element));
    }
    return new PjrtValue.Opaque(type);
  }
}
