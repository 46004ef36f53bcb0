package dev.strobe.cli;

import com.google.common.collect.ImmutableList;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.sampling.SamplingOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// How a text is continued, as `generate` and `chat` take it.
final class SamplingArguments {
  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description = "Most tokens to generate; ${DEFAULT-VALUE} by default.")
  private int maxTokens = 512;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description = "0, the default, takes the likeliest token; 1 samples as the model says.")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Only the K likeliest tokens; 0, the default, means all.")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1",
      description = "Only the likeliest tokens that together reach probability P.")
  private double topP = 1;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      defaultValue = "0",
      description = "Only tokens at least P times as likely as the likeliest.")
  private double minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "R",
      defaultValue = "1",
      description = "Above 1 makes tokens that were there already less likely.")
  private double repetitionPenalty = 1;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Equal seeds give equal texts; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "Ends the text before TEXT; may be given several times.")
  private List<String> stop = new ArrayList<>();

  GenerateOptions options() {
    SamplingOptions sampling =
        new SamplingOptions(temperature, topK, topP, minP, repetitionPenalty, seed);
    return new GenerateOptions(maxTokens, sampling, ImmutableList.copyOf(stop));
  }
}
