package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import com.google.common.primitives.Longs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads GGUF versions 2 and 3: magic, key-values, tensor table, then aligned tensor data (the
/// layout of ggml's gguf.md).
final class GgufReader {
  private static final int MAGIC = 0x46554747;
  private static final int LONGEST_NAME = 65_535;
  private static final int MOST_ENTRIES = 1 << 20;
  private static final int MOST_AXES = 4;
  private static final long LARGEST_ALIGNMENT = 1L << 20;
  private static final long SHORTEST_KEY_VALUE = 8 + 4 + 1;
  private static final long SHORTEST_TENSOR = 8 + 4 + 4 + 8;

  /// A line of the tensor table; its offset counts from the start of the data.
  private record Line(String name, ImmutableLongArray dims, TensorEncoding encoding, long offset) {}

  private final MappedFile file;
  private final GgufCursor cursor;

  private GgufReader(MappedFile file) {
    this.file = file;
    this.cursor = new GgufCursor(file);
  }

  static Checkpoint open(Path path) {
    return MappedCheckpoint.read(arena -> read(path, arena));
  }

  private static MappedCheckpoint.Contents read(Path path, Arena arena) {
    return new GgufReader(MappedFile.map(path, arena)).contents();
  }

  private MappedCheckpoint.Contents contents() {
    checkVersion();
    int tensorCount = count("tensors", SHORTEST_TENSOR);
    int keyCount = count("key-values", SHORTEST_KEY_VALUE);
    ImmutableMap<String, Object> configuration = keyValues(keyCount);
    long alignment = alignment(configuration);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < tensorCount; i++) {
      lines.add(line(alignment));
    }
    long dataStart = (cursor.position() + alignment - 1) / alignment * alignment;
    MemorySegment header = file.bytes().asSlice(0, cursor.position());
    return new MappedCheckpoint.Contents(
        file.path(),
        Checkpoint.Format.GGUF,
        configuration,
        tensors(lines, dataStart),
        ImmutableList.of(MemorySegment.ofArray(Longs.toByteArray(file.size())), header));
  }

  private void checkVersion() {
    if (cursor.i32() != MAGIC) {
      throw file.place().at(0).requires("the magic GGUF", "other bytes");
    }
    FilePlace place = cursor.place();
    int version = cursor.i32();
    if (version != 2 && version != 3) {
      boolean swapped = Integer.reverseBytes(version) == 2 || Integer.reverseBytes(version) == 3;
      throw place.requires(
          "GGUF version 2 or 3, little-endian",
          swapped ? "a big-endian file" : Integer.toUnsignedString(version));
    }
  }

  private int count(String what, long shortest) {
    FilePlace place = cursor.place();
    long number = cursor.i64();
    long most = Math.min(MOST_ENTRIES, cursor.remaining() / shortest);
    if (number < 0 || number > most) {
      throw place.requires("at most " + most + " " + what, Long.toUnsignedString(number));
    }
    return (int) number;
  }

  private ImmutableMap<String, Object> keyValues(int count) {
    GgufValueReader values = new GgufValueReader(cursor);
    Map<String, Object> found = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      FilePlace place = cursor.place();
      String key = cursor.string(LONGEST_NAME);
      if (found.put(key, values.read()) != null) {
        throw place.key(key).requires("a name of its own", "one that is there already");
      }
    }
    return ImmutableMap.copyOf(found);
  }

  private long alignment(ImmutableMap<String, Object> configuration) {
    Object value = configuration.getOrDefault("general.alignment", 32L);
    if (value instanceof Long alignment
        && alignment >= 1
        && alignment <= LARGEST_ALIGNMENT
        && Long.bitCount(alignment) == 1) {
      return alignment;
    }
    throw file.place()
        .key("general.alignment")
        .requires("a power of two up to " + LARGEST_ALIGNMENT, value);
  }

  private Line line(long alignment) {
    FilePlace start = cursor.place();
    String name = cursor.string(LONGEST_NAME);
    FilePlace place = start.tensor(name);
    long axes = cursor.u32();
    if (axes > MOST_AXES) {
      throw place.requires("at most " + MOST_AXES + " axes", axes);
    }
    long[] dims = new long[(int) axes];
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      dims[axis] = cursor.i64();
    }
    TensorEncoding encoding = GgmlType.encoding(cursor.u32(), place);
    long offset = cursor.i64();
    if (offset < 0 || offset > file.size() || offset % alignment != 0) {
      throw place.requires(
          "data within the file at a multiple of " + alignment, Long.toUnsignedString(offset));
    }
    return new Line(name, ImmutableLongArray.copyOf(dims), encoding, offset);
  }

  private ImmutableMap<String, TensorEntry> tensors(List<Line> lines, long dataStart) {
    TensorTable table = new TensorTable(file);
    for (Line line : lines) {
      long begin = dataStart + line.offset;
      FilePlace place = file.place().tensor(line.name).at(begin);
      long bytes = TensorTable.byteCount(place, line.dims, line.encoding);
      table.add(line.name, line.dims, line.encoding, new TensorTable.Span(begin, begin + bytes));
    }
    return table.entries();
  }
}
