package dev.strobe.tests.worth;

import com.google.errorprone.annotations.FormatMethod;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Two programs that compute the same, run in turns.
///
/// @param kernels how many are launched, `before -> after`, like all but `ratios`
/// @param step milliseconds of all threads, medians
/// @param ratios CPU time and time after by that before, of each round: median and range
record Comparison(
    String kernels,
    String text,
    String executable,
    String temporaries,
    String step,
    String ratios) {
  private static final int ROUNDS = 9;

  /// The processes' clock ticks a hundred times a second.
  private static final double ROUND_MILLISECONDS = 600;

  private static final int WARM = 5;
  private static final int MOST_RUNS = 2000;

  static Comparison of(Variant before, Variant after, Device device) {
    boolean same =
        before.instructions().equals(after.instructions())
            && before.temporaries() == after.temporaries();
    if (same) {
      return sized(before, after, "same kernels", "");
    }
    Map<String, DeviceTensor> weights = new HashMap<>();
    try (TimedStep first = new TimedStep(before, device, weights);
        TimedStep second = new TimedStep(after, device, weights)) {
      TimedStep.Took[][] rounds = rounds(first, second);
      return sized(
          before,
          after,
          side(rounds, 0) + " -> " + side(rounds, 1),
          ratios(rounds, TimedStep.Took::cpu) + "; " + ratios(rounds, TimedStep.Took::wall));
    } finally {
      weights.values().forEach(DeviceTensor::close);
    }
  }

  private static Comparison sized(Variant before, Variant after, String step, String ratios) {
    return new Comparison(
        pair(before.kernels(), after.kernels()),
        pair(before.textBytes(), after.textBytes()),
        pair(before.executableBytes(), after.executableBytes()),
        pair(before.temporaries(), after.temporaries()),
        step,
        ratios);
  }

  private static String pair(long before, long after) {
    return before == after ? text("%,d", before) : text("%,d -> %,d", before, after);
  }

  private static TimedStep.Took[][] rounds(TimedStep first, TimedStep second) {
    first.run(1);
    second.run(1);
    double one = Math.max(0.1, Math.max(first.run(WARM).cpu(), second.run(WARM).cpu()));
    int runs = (int) Math.clamp(ROUND_MILLISECONDS / one, 1, MOST_RUNS);
    TimedStep.Took[][] rounds = new TimedStep.Took[ROUNDS][2];
    for (int i = 0; i < ROUNDS; i++) {
      int leading = i % 2;
      for (int side : new int[] {leading, 1 - leading}) {
        rounds[i][side] = (side == 0 ? first : second).run(runs);
      }
    }
    return rounds;
  }

  private static String side(TimedStep.Took[][] rounds, int side) {
    double[] sorted =
        Arrays.stream(rounds).mapToDouble(both -> both[side].cpu()).sorted().toArray();
    return text("%.3g", sorted[ROUNDS / 2]);
  }

  private static String ratios(
      TimedStep.Took[][] rounds, ToDoubleFunction<TimedStep.Took> quantity) {
    double[] sorted =
        IntStream.range(0, ROUNDS)
            .mapToDouble(
                i ->
                    quantity.applyAsDouble(rounds[i][1])
                        / Math.max(1e-9, quantity.applyAsDouble(rounds[i][0])))
            .sorted()
            .toArray();
    return text("%.3f (%.2f to %.2f)", sorted[ROUNDS / 2], sorted[0], sorted[ROUNDS - 1]);
  }

  @FormatMethod
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
