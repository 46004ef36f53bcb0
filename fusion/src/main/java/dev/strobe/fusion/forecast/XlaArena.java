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

  private static final Comparator<Candidate> BY_SIZE =
      Comparator.comparingLong(candidate -> -candidate.buffer().size());
  private static final Comparator<Candidate> BY_LIFE =
      Comparator.comparingLong(candidate -> -candidate.first());
  private static final Comparator<Candidate> BY_WHOLE =
      Comparator.comparingLong(candidate -> -candidate.whole());

  private final List<Placed> placed = new ArrayList<>();

  private XlaArena() {}

  /// A buffer that is to be placed.
  ///
  /// @param first how long the value lives that brought it, in the heap's measure
  /// @param whole the same of the buffer, with the values that take it over
  /// @param number in the order in which the program needs them
  /// @param writer the node that fills it first
  record Candidate(Buffer buffer, long first, long whole, int number, Node writer) {}

  private record Placed(long bottom, long top, Buffer buffer) {
    boolean meets(Buffer other) {
      return buffer.lower() < other.upper() && other.lower() < buffer.upper();
    }
  }

  /// The candidates in the order in which they are placed, with their places.
  static ImmutableList<ForecastBuffer> place(List<Candidate> candidates) {
    ImmutableList<ForecastBuffer> bySize = place(candidates, BY_SIZE.thenComparing(BY_LIFE));
    ImmutableList<ForecastBuffer> byLife = place(candidates, BY_WHOLE.thenComparing(BY_SIZE));
    return height(byLife) < height(bySize) ? byLife : bySize;
  }

  /// How high an arena is.
  static long height(List<ForecastBuffer> placed) {
    return placed.stream()
        .mapToLong(each -> each.offset().orElseThrow() + each.buffer().size())
        .max()
        .orElse(0);
  }

  private static ImmutableList<ForecastBuffer> place(
      List<Candidate> candidates, Comparator<Candidate> order) {
    XlaArena arena = new XlaArena();
    return candidates.stream()
        .sorted(
            order
                .thenComparingInt(Candidate::number)
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
