package dev.strobe.models;

/// Rotary position embedding of one layer kind: base frequency and how positions are stretched.
///
/// Source: RoFormer, arXiv 2104.09864; scalings as in Hugging Face's `rope_parameters`.
public record Rotary(double base, Scaling scaling) {
  public Rotary {
    if (!(base > 0)) {
      throw new UnsupportedModelException("rope_theta requires a positive base, got " + base);
    }
  }

  /// How inverse frequencies differ from `base^(-2i/d)`.
  public sealed interface Scaling {}

  /// Not at all.
  public record Unscaled() implements Scaling {}

  /// All divided by one factor.
  public record Linear(double factor) implements Scaling {}

  /// Long wavelengths divided by a factor, short ones kept, with a ramp between (`llama3`).
  public record Llama3(
      double factor, double lowFrequencyFactor, double highFrequencyFactor, double originalContext)
      implements Scaling {}

  /// Each divided by its own factor, held by the weight of that name.
  public record PerFrequency(String weight) implements Scaling {}

  public static Rotary unscaled(double base) {
    return new Rotary(base, new Unscaled());
  }

  /// Inverse frequencies `[headSize / 2]` in radians a position, before any per-frequency factors.
  public float[] inverseFrequencies(int headSize) {
    float[] frequencies = new float[headSize / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) scaled(Math.pow(base, -2.0 * i / headSize));
    }
    return frequencies;
  }

  private double scaled(double frequency) {
    return switch (scaling) {
      case Unscaled() -> frequency;
      case PerFrequency(_) -> frequency;
      case Linear(double factor) -> frequency / factor;
      case Llama3 llama3 -> llama3Frequency(frequency, llama3);
    };
  }

  private static double llama3Frequency(double frequency, Llama3 scaling) {
    double wavelength = 2 * Math.PI / frequency;
    double low = scaling.lowFrequencyFactor();
    double high = scaling.highFrequencyFactor();
    if (wavelength < scaling.originalContext() / high) {
      return frequency;
    }
    if (wavelength > scaling.originalContext() / low) {
      return frequency / scaling.factor();
    }
    double kept = (scaling.originalContext() / wavelength - low) / (high - low);
    return (1 - kept) * frequency / scaling.factor() + kept * frequency;
  }
}
