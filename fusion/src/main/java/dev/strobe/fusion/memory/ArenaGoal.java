package dev.strobe.fusion.memory;

import java.time.Duration;
import java.util.OptionalLong;

/// What is asked of a plan.
///
/// @param capacity the height in bytes that is low enough; as low as possible if absent
/// @param alignment what every offset must be a multiple of
/// @param timeLimit after which the best plan so far is taken
/// @param tolerance how far above the lower bound is low enough where there is no capacity, as a
///   part of the bound
public record ArenaGoal(
    OptionalLong capacity, long alignment, Duration timeLimit, double tolerance) {
  /// The largest alignment.
  public static final long MAX_ALIGNMENT = 1L << 30;

  /// As low as possible where there is no capacity.
  public ArenaGoal(OptionalLong capacity, long alignment, Duration timeLimit) {
    this(capacity, alignment, timeLimit, 0);
  }

  public ArenaGoal {
    if (capacity.orElse(0) < 0) {
      throw new InvalidBufferException(
          "plan requires a capacity of at least 0, got " + capacity.getAsLong());
    }
    if (alignment < 1 || alignment > MAX_ALIGNMENT) {
      throw new InvalidBufferException(
          "plan requires an alignment from 1 to %d, got %d".formatted(MAX_ALIGNMENT, alignment));
    }
    if (timeLimit.isNegative()) {
      throw new InvalidBufferException(
          "plan requires a time limit of at least 0, got " + timeLimit);
    }
    if (!(tolerance >= 0 && tolerance <= 1)) {
      throw new InvalidBufferException("plan requires a tolerance from 0 to 1, got " + tolerance);
    }
  }

  /// The height that is low enough.
  ///
  /// @param lowerBound below which no plan can be
  long target(long lowerBound) {
    return capacity.orElse(lowerBound + (long) (tolerance * lowerBound));
  }
}
