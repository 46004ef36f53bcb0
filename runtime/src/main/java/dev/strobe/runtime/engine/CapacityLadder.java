package dev.strobe.runtime.engine;

import com.google.common.collect.ImmutableList;

/// The cache capacities and step widths for which programs exist: short lists, so that few are
/// compiled, and attention over a short text does not read a whole context.
///
/// @param context most positions of the model
/// @param widths tokens of a step, ascending, the first one 1
public record CapacityLadder(int context, ImmutableList<Integer> widths) {
  private static final int LOWEST = 256;
  private static final ImmutableList<Integer> WIDTHS = ImmutableList.of(1, 8, 32, 64, 128, 512);

  public static CapacityLadder of(int context) {
    return new CapacityLadder(
        context,
        WIDTHS.stream().filter(w -> w <= context).collect(ImmutableList.toImmutableList()));
  }

  /// The same with the first few widths only.
  CapacityLadder withWidths(int count) {
    return new CapacityLadder(context, widths.subList(0, count));
  }

  /// Most tokens of any step.
  public int widest() {
    return widths.getLast();
  }

  /// The smallest capacity that holds so many positions.
  public int capacity(int positions) {
    int capacity = Math.min(LOWEST, context);
    while (capacity < positions) {
      capacity = Math.min(Math.multiplyExact(capacity, 2), context);
      if (capacity == context && positions > context) {
        throw new IllegalArgumentException(
            "sequence requires at most " + context + " tokens, got " + positions);
      }
    }
    return capacity;
  }

  /// The width of the next step of a prompt: the smallest that takes all remaining tokens, or the
  /// widest, but none that reaches past the capacity.
  public int width(int start, int remaining, int capacity) {
    int room = capacity - start;
    int best = 1;
    for (int width : widths) {
      if (width <= room) {
        best = width;
      }
      if (best >= remaining) {
        break;
      }
    }
    return best;
  }
}
