package dev.strobe.tests.golden;

/// How far logits and hidden states are from the reference's.
public final class Distance {
  private Distance() {}

  public static double maxAbs(float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      throw new AssertionError(expected.length + " values expected, got " + actual.length);
    }
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs((double) expected[i] - actual[i]);
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst;
  }

  /// The largest difference as a part of the reference's range.
  public static double ofRange(float[] expected, float[] actual) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : expected) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return maxAbs(expected, actual) / (high - low);
  }

  /// The largest difference as a part of the reference's largest magnitude.
  public static double ofMagnitude(float[] expected, float[] actual) {
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs((double) value));
    }
    return maxAbs(expected, actual) / largest;
  }

  /// Kullback-Leibler divergence of the distributions that two rows of logits stand for, in nats.
  public static double divergence(float[] expected, float[] actual) {
    double expectedNorm = logSumExp(expected);
    double actualNorm = logSumExp(actual);
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      double logP = expected[i] - expectedNorm;
      sum += Math.exp(logP) * (logP - (actual[i] - actualNorm));
    }
    return sum;
  }

  private static double logSumExp(float[] logits) {
    double peak = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      peak = Math.max(peak, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - peak);
    }
    return peak + Math.log(sum);
  }
}
