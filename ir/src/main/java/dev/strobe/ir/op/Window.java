package dev.strobe.ir.op;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import java.util.stream.LongStream;

/// Boxes that move over a tensor, a number for each of its axes.
///
/// @param dimensions elements of a window
/// @param strides steps between windows
/// @param baseDilations steps between elements of the tensor, with padding between
/// @param windowDilations steps between elements of a window
/// @param paddingLow elements before the tensor, taken away where negative; after the dilation
/// @param paddingHigh elements behind it
public record Window(
    ImmutableLongArray dimensions,
    ImmutableLongArray strides,
    ImmutableLongArray baseDilations,
    ImmutableLongArray windowDilations,
    ImmutableLongArray paddingLow,
    ImmutableLongArray paddingHigh) {
  /// Windows over a tensor without padding or dilation.
  public static Window of(ImmutableLongArray dimensions, ImmutableLongArray strides) {
    ImmutableLongArray ones = same(1, dimensions);
    ImmutableLongArray zeros = same(0, dimensions);
    return new Window(dimensions, strides, ones, ones, zeros, zeros);
  }

  private static ImmutableLongArray same(long value, ImmutableLongArray axes) {
    return ImmutableLongArray.copyOf(LongStream.generate(() -> value).limit(axes.length()));
  }

  /// These windows over a padded tensor.
  public Window padded(ImmutableLongArray low, ImmutableLongArray high) {
    return new Window(dimensions, strides, baseDilations, windowDilations, low, high);
  }

  /// These windows over a dilated tensor.
  public Window dilated(ImmutableLongArray base, ImmutableLongArray window) {
    return new Window(dimensions, strides, base, window, paddingLow, paddingHigh);
  }

  /// Whether neither the tensor nor the windows have gaps.
  public boolean isDense() {
    ImmutableLongArray ones = same(1, dimensions);
    return baseDilations.equals(ones) && windowDilations.equals(ones);
  }

  /// How many windows fit along each axis.
  long[] counts(TensorType type) {
    long[] counts = new long[type.rank()];
    for (int d = 0; d < counts.length; d++) {
      counts[d] = axis(d).count(type.dim(d));
    }
    return counts;
  }

  static void requireSize(String label, String what, ImmutableLongArray values, TensorType type) {
    Checks.require(
        values.length() == type.rank(),
        label,
        "size(" + what + ") = rank of the windowed tensor",
        values,
        type);
  }

  static void requirePositive(String label, String what, ImmutableLongArray values) {
    Checks.require(values.stream().allMatch(v -> v > 0), label, "0 < " + what, values);
  }

  /// What holds along one axis.
  public WindowAxis axis(int d) {
    return new WindowAxis(
        dimensions.get(d),
        strides.get(d),
        baseDilations.get(d),
        windowDilations.get(d),
        new WindowAxis.Padding(paddingLow.get(d), paddingHigh.get(d)));
  }
}
