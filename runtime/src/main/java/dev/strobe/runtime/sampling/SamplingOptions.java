package dev.strobe.runtime.sampling;

/// How the next token is chosen; the steps act in the order penalty, temperature, top-k, top-p,
/// min-p, as in Hugging Face transformers 5.
///
/// @param temperature divides the logits; 0 takes the best token always (the lowest id of equals)
/// @param topK keeps the k best tokens, and all that equal the k-th; 0 keeps all
/// @param topP drops the least likely tokens as long as their probabilities add up to at most `1 -
///   topP`, of equals the lower ids first; one token always stays; 1 keeps all
/// @param minP drops tokens less likely than `minP` times the likeliest; 0 keeps all
/// @param repetitionPenalty divides positive logits of tokens seen before and multiplies negative
///   ones; 1 changes nothing
/// @param seed of the random numbers, all 64 bits of it
public record SamplingOptions(
    double temperature, int topK, double topP, double minP, double repetitionPenalty, long seed) {

  public SamplingOptions {
    require(
        Double.isFinite(temperature) && temperature >= 0,
        "temperature",
        "a number of 0 or more",
        temperature);
    require(topK >= 0, "top-k", "an integer of 0 or more", topK);
    require(topP >= 0 && topP <= 1, "top-p", "a number from 0 to 1", topP);
    require(minP >= 0 && minP <= 1, "min-p", "a number from 0 to 1", minP);
    require(
        Double.isFinite(repetitionPenalty) && repetitionPenalty > 0,
        "repetition-penalty",
        "a number above 0",
        repetitionPenalty);
  }

  /// Always the best token.
  public static SamplingOptions greedy() {
    return new SamplingOptions(0, 0, 1, 0, 1, 0);
  }

  private static void require(boolean met, String option, String wanted, Number got) {
    if (!met) {
      throw new SamplingException(option + " requires " + wanted + ", got " + got);
    }
  }
}
