package dev.strobe.runtime.checkpoint;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects the tensors that a file's table names and checks them against the file itself: sizes,
/// bounds, duplicates, overlaps.
final class TensorTable {
  /// Far above any tensor, and low enough that no byte count computed from it overflows.
  private static final long MOST_ELEMENTS = 1L << 56;

  /// Bytes `[begin, end)` of the file.
  record Span(long begin, long end) {}

  private record Row(String name, ImmutableLongArray dims, TensorEncoding encoding, Span span) {}

  private final MappedFile file;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  TensorTable(MappedFile file) {
    this.file = file;
  }

  /// Bytes that a tensor of these extents takes.
  static long byteCount(FilePlace place, ImmutableLongArray dims, TensorEncoding encoding) {
    long elements = 1;
    for (int axis = 0; axis < dims.length(); axis++) {
      long extent = dims.get(axis);
      if (extent < 0 || (extent != 0 && elements > MOST_ELEMENTS / extent)) {
        throw place.requires("extents whose product stays below 2^56", dims);
      }
      elements *= extent;
    }
    long row = dims.isEmpty() ? 1 : dims.get(dims.length() - 1);
    if (row % encoding.blockElements() != 0) {
      throw place.requires(
          "rows of a multiple of " + encoding.blockElements() + " elements for " + encoding,
          row + " elements");
    }
    return encoding.byteCount(elements);
  }

  /// Adds a tensor whose span has the length that [#byteCount] gives.
  void add(String name, ImmutableLongArray dims, TensorEncoding encoding, Span span) {
    FilePlace place = file.place().tensor(name).at(span.begin());
    if (!names.add(name)) {
      throw place.requires("a name of its own", "one that is there already");
    }
    if (span.begin() < 0 || span.end() < span.begin() || span.end() > file.size()) {
      throw place.requires(
          "bytes within the file of " + file.size() + " bytes",
          span.end() - span.begin() + " bytes from " + span.begin());
    }
    rows.add(new Row(name, dims, encoding, span));
  }

  /// The tensors in the order they were added.
  ImmutableMap<String, TensorEntry> entries() {
    refuseOverlaps();
    ImmutableMap.Builder<String, TensorEntry> entries = ImmutableMap.builder();
    for (Row row : rows) {
      long length = row.span.end() - row.span.begin();
      entries.put(
          row.name,
          new TensorEntry(
              row.name, row.dims, row.encoding, file.bytes().asSlice(row.span.begin(), length)));
    }
    return entries.buildOrThrow();
  }

  private void refuseOverlaps() {
    List<Row> ordered = new ArrayList<>(rows);
    ordered.removeIf(row -> row.span.begin() == row.span.end());
    ordered.sort(Comparator.comparingLong(row -> row.span.begin()));
    for (int i = 1; i < ordered.size(); i++) {
      Row before = ordered.get(i - 1);
      Row row = ordered.get(i);
      if (row.span.begin() < before.span.end()) {
        throw file.place()
            .tensor(row.name)
            .at(row.span.begin())
            .requires(
                "bytes of its own",
                "an overlap with " + before.name + ", which ends at " + before.span.end());
      }
    }
  }
}
