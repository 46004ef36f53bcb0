package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import java.util.stream.LongStream;

/// Groups of processes by their numbers, all written equally long: -1 fills those that are shorter.
public record ReplicaGroups(ImmutableList<ImmutableLongArray> rows) {
  private static final int NOBODY = -1;

  public ReplicaGroups {
    Checks.require(
        rows.stream().map(ImmutableLongArray::length).distinct().count() <= 1,
        "replica_groups",
        "a table",
        rows);
  }

  /// How many processes the longest group has.
  public int width() {
    return rows.isEmpty() ? 0 : rows.getFirst().length();
  }

  public boolean isEmpty() {
    return ids().findAny().isEmpty();
  }

  /// Every process that is named.
  LongStream ids() {
    return rows.stream().flatMapToLong(ImmutableLongArray::stream).filter(id -> id != NOBODY);
  }

  boolean isUnique() {
    return Checks.isUnique(ImmutableLongArray.copyOf(ids()));
  }

  /// Whether nothing is left to fill.
  boolean isFull() {
    return rows.stream().allMatch(row -> !row.contains(NOBODY));
  }

  /// One column.
  ImmutableLongArray column(int index) {
    return ImmutableLongArray.copyOf(rows.stream().mapToLong(row -> row.get(index)));
  }

  /// The groups without what fills them.
  ImmutableList<ImmutableLongArray> groups() {
    return rows.stream()
        .map(row -> ImmutableLongArray.copyOf(row.stream().filter(id -> id != NOBODY)))
        .collect(ImmutableList.toImmutableList());
  }
}
