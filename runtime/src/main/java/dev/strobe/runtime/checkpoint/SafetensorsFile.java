package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// One safetensors file: the length of a JSON header, the header, then the tensors' bytes, which it
/// must cover without a gap (the layout of Hugging Face's safetensors).
///
/// @param tensors in the order of their bytes
/// @param header the bytes before the tensors
record SafetensorsFile(ImmutableMap<String, TensorEntry> tensors, MemorySegment header) {
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// The bound that the format's own reader sets.
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";
  private static final int MOST_AXES = 64;

  private static final ImmutableMap<String, TensorEncoding> ENCODINGS =
      ImmutableMap.<String, TensorEncoding>builder()
          .put("F64", TensorEncoding.F64)
          .put("F32", TensorEncoding.F32)
          .put("F16", TensorEncoding.F16)
          .put("BF16", TensorEncoding.BF16)
          .put("F8_E4M3", TensorEncoding.F8_E4M3)
          .put("F8_E5M2", TensorEncoding.F8_E5M2)
          .put("I64", TensorEncoding.I64)
          .put("I32", TensorEncoding.I32)
          .put("I16", TensorEncoding.I16)
          .put("I8", TensorEncoding.I8)
          .put("U8", TensorEncoding.U8)
          .put("BOOL", TensorEncoding.BOOL)
          .buildOrThrow();

  /// A header entry; the span counts from the start of the file.
  private record Line(
      String name, ImmutableLongArray dims, TensorEncoding encoding, TensorTable.Span span) {}

  static SafetensorsFile read(Path path, Arena arena) {
    MappedFile file = MappedFile.map(path, arena);
    long dataStart = dataStart(file);
    MemorySegment header = file.bytes().asSlice(0, dataStart);
    byte[] json = header.asSlice(LENGTH.byteSize()).toArray(ValueLayout.JAVA_BYTE);
    Map<String, Object> members = JsonValues.object(json, file.place().at(LENGTH.byteSize()));
    List<Line> lines = new ArrayList<>();
    members.forEach(
        (name, value) -> {
          if (!name.equals(METADATA)) {
            lines.add(line(file, dataStart, name, value));
          }
        });
    lines.sort(
        Comparator.comparingLong((Line line) -> line.span.begin())
            .thenComparingLong(line -> line.span.end()));
    refuseGaps(file, dataStart, lines);
    TensorTable table = new TensorTable(file);
    lines.forEach(line -> table.add(line.name, line.dims, line.encoding, line.span));
    return new SafetensorsFile(table.entries(), header);
  }

  private static long dataStart(MappedFile file) {
    long most = Math.min(LONGEST_HEADER, file.size() - LENGTH.byteSize());
    if (most < 2) {
      throw file.place().requires("at least 10 bytes", file.size());
    }
    long length = file.bytes().get(LENGTH, 0);
    if (length < 2 || length > most) {
      throw file.place()
          .at(0)
          .requires("a header of 2 to " + most + " bytes", Long.toUnsignedString(length));
    }
    return LENGTH.byteSize() + length;
  }

  private static Line line(MappedFile file, long dataStart, String name, Object value) {
    FilePlace place = file.place().tensor(name);
    if (!(value instanceof Map<?, ?> fields)) {
      throw place.requires("an object of dtype, shape and data_offsets", value);
    }
    Object dtype = fields.get("dtype");
    TensorEncoding encoding = dtype instanceof String text ? ENCODINGS.get(text) : null;
    if (encoding == null) {
      throw place.requires(
          "one of the types " + ENCODINGS.keySet(), dtype == null ? "no dtype" : dtype);
    }
    ImmutableLongArray dims = wholeNumbers(place, fields, "shape");
    ImmutableLongArray offsets = wholeNumbers(place, fields, "data_offsets");
    if (dims.length() > MOST_AXES) {
      throw place.requires("at most " + MOST_AXES + " axes", dims.length());
    }
    long bytes = TensorTable.byteCount(place, dims, encoding);
    if (offsets.length() != 2
        || offsets.get(0) > offsets.get(1)
        || offsets.get(1) > file.size()
        || offsets.get(1) - offsets.get(0) != bytes) {
      throw place.requires(
          "data_offsets of " + bytes + " bytes within " + (file.size() - dataStart), offsets);
    }
    return new Line(
        name,
        dims,
        encoding,
        new TensorTable.Span(dataStart + offsets.get(0), dataStart + offsets.get(1)));
  }

  private static ImmutableLongArray wholeNumbers(FilePlace place, Map<?, ?> fields, String field) {
    Object value = fields.get(field);
    if (!(value instanceof ImmutableList<?> list)) {
      throw place.requires("a list of whole numbers as " + field, value == null ? "none" : value);
    }
    ImmutableLongArray.Builder numbers = ImmutableLongArray.builder();
    for (Object element : list) {
      if (!(element instanceof Long number) || number < 0) {
        throw place.requires("whole numbers from 0 in " + field, element);
      }
      numbers.add(number);
    }
    return numbers.build();
  }

  private static void refuseGaps(MappedFile file, long dataStart, List<Line> lines) {
    long covered = dataStart;
    for (Line line : lines) {
      if (line.span.begin() > covered) {
        throw file.place()
            .tensor(line.name)
            .at(line.span.begin())
            .requires("data from offset " + covered + " on", "a gap before it");
      }
      covered = Math.max(covered, line.span.end());
    }
    if (covered < file.size()) {
      throw file.place()
          .at(covered)
          .requires("tensors to the end", file.size() - covered + " bytes of none");
    }
  }
}
