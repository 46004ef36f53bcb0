package dev.strobe.fusion.memory;

import com.google.common.primitives.ImmutableLongArray;
import java.time.Duration;

/// An offset for every buffer.
///
/// @param offsets in bytes, in the order in which the buffers were given
/// @param height bytes of the arena
/// @param lowerBound what no plan can be lower than: the largest sum of sizes that live at one
///   time, or more where a search has shown that this is not enough
/// @param time that planning took
public record ArenaPlan(ImmutableLongArray offsets, long height, long lowerBound, Duration time) {

  /// Whether no plan can be lower.
  public boolean isOptimal() {
    return height == lowerBound;
  }

  /// How far the height may be above the lowest, as a part of the lower bound.
  public double gap() {
    return isOptimal() ? 0 : (height - lowerBound) / (double) lowerBound;
  }
}
