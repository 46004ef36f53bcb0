package dev.strobe.fusion.memory;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Buffers as a table of comma-separated values: `id,lower,upper,size`, and `offset` once planned.
///
/// The columns may come in any order; others are left out. Ids are unquoted text without commas.
///
/// @param buffers in the order of the lines
public record BufferTable(ImmutableList<Buffer> buffers) {
  private static final List<String> COLUMNS = List.of("id", "lower", "upper", "size");

  /// Reads a table.
  ///
  /// @param name of the file, for errors
  /// @throws InvalidBufferException if the text is no such table
  public static BufferTable read(String name, String text) {
    List<String> lines = text.lines().toList();
    String header = lines.isEmpty() ? "" : lines.getFirst();
    List<String> names = fields(header);
    if (!names.containsAll(COLUMNS) || new HashSet<>(names).size() != names.size()) {
      throw new InvalidBufferException(
          "%s, line 1 requires the columns %s, got '%s'"
              .formatted(name, String.join(",", COLUMNS), header));
    }
    int[] columns = COLUMNS.stream().mapToInt(names::indexOf).toArray();
    ImmutableList.Builder<Buffer> buffers = ImmutableList.builder();
    Set<String> ids = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Line line = new Line("%s, line %d".formatted(name, i + 1), fields(lines.get(i)));
      Buffer buffer = line.buffer(names.size(), columns);
      if (!ids.add(buffer.id())) {
        throw line.refusal("an id that is not above", buffer.id());
      }
      buffers.add(buffer);
    }
    return new BufferTable(buffers.build());
  }

  /// The table with the offsets of a plan.
  public String text(ArenaPlan plan) {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(",offset\n");
    for (int i = 0; i < buffers.size(); i++) {
      Buffer b = buffers.get(i);
      text.append(b.id()).append(',').append(b.lower()).append(',').append(b.upper());
      text.append(',').append(b.size()).append(',').append(plan.offsets().get(i)).append('\n');
    }
    return text.toString();
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  /// One line and where it stands.
  private record Line(String place, List<String> fields) {
    Buffer buffer(int count, int[] columns) {
      if (fields.size() != count) {
        throw refusal(count + " fields", String.valueOf(fields.size()));
      }
      String id = fields.get(columns[0]);
      if (id.isEmpty()) {
        throw refusal("an id", "none");
      }
      long lower = number("lower", columns[1]);
      long upper = number("upper", columns[2]);
      long size = number("size", columns[3]);
      try {
        return new Buffer(id, lower, upper, size);
      } catch (InvalidBufferException e) {
        throw new InvalidBufferException(place + ": " + e.getMessage());
      }
    }

    private long number(String column, int at) {
      try {
        return Long.parseLong(fields.get(at));
      } catch (NumberFormatException e) {
        throw refusal("a whole number of at most 64 bits as " + column, "'" + fields.get(at) + "'");
      }
    }

    InvalidBufferException refusal(String required, String got) {
      return new InvalidBufferException("%s requires %s, got %s".formatted(place, required, got));
    }
  }
}
