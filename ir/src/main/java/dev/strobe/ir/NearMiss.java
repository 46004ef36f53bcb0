package dev.strobe.ir;

/// A place that looked like a pass's pattern and was left as it is.
///
/// @param pattern such as `softmax`
/// @param why the step at which it failed
public record NearMiss(String pattern, Location where, String why) {
  /// `softmax at layers.3/attention/scores: its maximum has another reader`.
  @Override
  public String toString() {
    return (where.isUnknown() ? pattern : pattern + " at " + where) + ": " + why;
  }
}
