package dev.strobe.fusion.forecast;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// Where XLA puts buffers in its arena: it places buffers once, the largest first, of equal ones
/// the longest lived first, each into the smallest gap that holds it. The arena is then often a
/// tenth above the lowest.
final class XlaArena {
  private static final long ALIGNMENT = 64;

  private final List<Placed> placed = new ArrayList<>();

  private XlaArena() {}

  /// A buffer with how long the value lives that brought it; those that take it over come after.
  ///
  /// @param writer the node that fills it first
  record Candidate(Buffer buffer, long own, Node writer) {}

  private record Placed(long bottom, long top, Buffer buffer) {
    boolean meets(Buffer other) {
      return buffer.lower() < other.upper() && other.lower() < buffer.upper();
    }
  }

  /// The candidates in the order in which they are placed, with their places.
  static ImmutableList<ForecastBuffer> place(List<Candidate> candidates) {
    XlaArena arena = new XlaArena();
    return candidates.stream()
        .sorted(
            Comparator.<Candidate>comparingLong(candidate -> -candidate.buffer().size())
                .thenComparingLong(candidate -> -candidate.own())
                .thenComparingLong(candidate -> candidate.buffer().lower())
                .thenComparing(candidate -> candidate.buffer().id()))
        .map(
            candidate ->
                new ForecastBuffer(
                    candidate.buffer(),
                    candidate.writer(),
                    OptionalLong.of(arena.offset(candidate.buffer()))))
        .collect(ImmutableList.toImmutableList());
  }

  private long offset(Buffer buffer) {
    List<Placed> met =
        placed.stream()
            .filter(other -> other.meets(buffer))
            .sorted(Comparator.comparingLong(Placed::bottom))
            .toList();
    long best = -1;
    long room = Long.MAX_VALUE;
    long free = 0;
    for (Placed other : met) {
      long gap = other.bottom() - free;
      if (gap >= buffer.size() && gap < room) {
        best = free;
        room = gap;
      }
      free = Math.max(free, other.top());
    }
    long bottom = best < 0 ? free : best;
    long top = bottom + Math.ceilDiv(buffer.size(), ALIGNMENT) * ALIGNMENT;
    placed.add(new Placed(bottom, top, buffer));
    return bottom;
  }
}
