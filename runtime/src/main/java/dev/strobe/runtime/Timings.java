package dev.strobe.runtime;

/// Where the time of one generation went, in milliseconds; rates are tokens a second.
///
/// @param loadMs opening the checkpoint until weights and tokenizer were ready
/// @param compileMs compiling or loading programs, summed
/// @param prefillMs computing the prompt
/// @param firstTokenMs from process start until the first token was known
/// @param decodeMs all tokens after the first
/// @param prefillTokens tokens of the prompt that were computed, not found in the cache
/// @param decodeTokens tokens after the first
public record Timings(
    double loadMs,
    double compileMs,
    double prefillMs,
    double firstTokenMs,
    double decodeMs,
    int prefillTokens,
    int decodeTokens) {

  public double prefillTokensPerSecond() {
    return rate(prefillTokens, prefillMs);
  }

  public double decodeTokensPerSecond() {
    return rate(decodeTokens, decodeMs);
  }

  private static double rate(int tokens, double ms) {
    return ms > 0 ? tokens * 1000 / ms : 0;
  }
}
