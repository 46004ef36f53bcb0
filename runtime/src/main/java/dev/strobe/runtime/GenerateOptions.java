package dev.strobe.runtime;

import com.google.common.collect.ImmutableList;
import dev.strobe.runtime.sampling.SamplingOptions;
import java.util.List;

/// How a text is continued.
///
/// @param maxTokens most tokens to generate
/// @param sampling how each token is chosen
/// @param stop texts that end the generation; they're not part of the result
public record GenerateOptions(int maxTokens, SamplingOptions sampling, ImmutableList<String> stop) {
  public GenerateOptions {
    if (maxTokens < 0) {
      throw new InvalidRequestException("max-tokens requires a number >= 0, got " + maxTokens);
    }
    if (stop.contains("")) {
      throw new InvalidRequestException("stop requires texts of at least one character, got \"\"");
    }
  }

  /// Greedy, at most 256 tokens.
  public static GenerateOptions greedy() {
    return new GenerateOptions(256, SamplingOptions.greedy(), ImmutableList.of());
  }

  public GenerateOptions withMaxTokens(int tokens) {
    return new GenerateOptions(tokens, sampling, stop);
  }

  public GenerateOptions withSampling(SamplingOptions options) {
    return new GenerateOptions(maxTokens, options, stop);
  }

  public GenerateOptions withStop(List<String> texts) {
    return new GenerateOptions(maxTokens, sampling, ImmutableList.copyOf(texts));
  }
}
