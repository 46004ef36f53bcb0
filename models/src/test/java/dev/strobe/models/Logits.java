package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

/// Comparison of vectors of logits.
final class Logits {
  private Logits() {}

  /// The largest difference as a part of the expected range.
  static double difference(double[] expected, double[] actual) {
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      double apart = Math.abs(expected[i] - actual[i]);
      most = Double.isNaN(apart) ? Double.NaN : Math.max(most, apart);
    }
    double[] sorted = expected.clone();
    Arrays.sort(sorted);
    return most / (sorted[sorted.length - 1] - sorted[0]);
  }

  static void requireClose(double[] expected, double[] actual, double tolerance, String what) {
    double apart = difference(expected, actual);
    assertTrue(apart <= tolerance, () -> what + ": " + apart + " of the range apart");
  }

  static void requireApart(double[] expected, double[] actual, double tolerance, String what) {
    double apart = difference(expected, actual);
    assertTrue(apart > tolerance, () -> what + ": only " + apart + " of the range apart");
  }
}
