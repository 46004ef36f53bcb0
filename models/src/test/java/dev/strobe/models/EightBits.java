package dev.strobe.models;

/// Symmetric integers of eight bits from their definition: the second opinion on integer weights
/// and products.
final class EightBits {
  private EightBits() {}

  /// 1/127 of the largest magnitude in each of so many rows.
  static float[] scales(float[] values, int rows) {
    float[] scales = new float[rows];
    int width = values.length / rows;
    for (int i = 0; i < values.length; i++) {
      scales[i / width] = Math.max(scales[i / width], Math.abs(values[i]) / 127);
    }
    return scales;
  }

  /// Elements over their row's scale, to nearest, ties to even.
  static float[] codes(float[] values, int rows) {
    float[] scales = scales(values, rows);
    float[] codes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      codes[i] = (float) Math.rint(values[i] / scales[i / (values.length / rows)]);
    }
    return codes;
  }

  /// The product of a matrix of f32 values, rounded to eight bits, with a vector, rounded to two
  /// digits of eight bits; sums are exact.
  static double[] product(double[] matrix, double[] x) {
    int rows = matrix.length / x.length;
    float[] narrow = new float[matrix.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) matrix[i];
    }
    float[] scales = scales(narrow, rows);
    float[] codes = codes(narrow, rows);
    double scale = largest(x) / 127;
    double[] y = new double[rows];
    for (int row = 0; row < rows; row++) {
      long highSum = 0;
      long lowSum = 0;
      for (int i = 0; i < x.length; i++) {
        double high = Math.rint(x[i] / scale);
        highSum += (long) (codes[row * x.length + i] * high);
        lowSum += (long) (codes[row * x.length + i] * Math.rint((x[i] / scale - high) * 254));
      }
      y[row] = (highSum + lowSum / 254.0) * scale * scales[row];
    }
    return y;
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /// The matrix that codes and scales stand for.
  static double[] dequantized(double[] matrix, int rows) {
    float[] narrow = new float[matrix.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) matrix[i];
    }
    float[] scales = scales(narrow, rows);
    float[] codes = codes(narrow, rows);
    double[] wide = new double[matrix.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = (double) codes[i] * scales[i / (matrix.length / rows)];
    }
    return wide;
  }
}
