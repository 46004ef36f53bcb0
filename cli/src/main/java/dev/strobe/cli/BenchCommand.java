package dev.strobe.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe bench`: prefill and decode of a model, warm, for `benchmarks/`.
@Command(
    name = "bench",
    description = "Times prefill and greedy decode of random ids after a warm-up round.")
final class BenchCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Option(
      names = "--prefill",
      paramLabel = "N",
      defaultValue = "128",
      description = "Prompt tokens.")
  private int prefill = 128;

  @Option(names = "--decode", paramLabel = "N", defaultValue = "128", description = "Decode steps.")
  private int decode = 128;

  @Option(
      names = "--context",
      paramLabel = "N",
      defaultValue = "512",
      description = "Positions to make room for; the cache has the next rung of the ladder.")
  private int context = 512;

  @Option(names = "--repeat", paramLabel = "R", defaultValue = "5", description = "Rounds.")
  private int repeat = 5;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// What `--json` prints.
  record Result(
      String model,
      int prefill,
      int decode,
      int capacity,
      @JsonProperty("prefill_ms") List<Double> prefillMs,
      @JsonProperty("decode_ms_per_token") List<Double> decodeMsPerToken) {}

  @Override
  public Integer call() {
    List<Double> prefillMs = new ArrayList<>();
    List<Double> decodeMs = new ArrayList<>();
    int capacity = 0;
    try (Model loaded = model.load(main, TokenizerUse.NONE)) {
      int vocabulary = loaded.config().vocabularySize();
      int[] prompt = new Random(0).ints(prefill, 1000, Math.min(40_000, vocabulary)).toArray();
      for (int round = 0; round <= repeat; round++) {
        try (Sequence sequence = loaded.sequence(context)) {
          long begin = System.nanoTime();
          float[] logits = sequence.append(prompt);
          double prefilled = (System.nanoTime() - begin) / 1e6;
          long decoding = System.nanoTime();
          for (int step = 0; step < decode; step++) {
            logits = sequence.append(best(logits));
          }
          capacity = sequence.capacity();
          if (round > 0) {
            prefillMs.add(prefilled);
            decodeMs.add((System.nanoTime() - decoding) / 1e6 / decode);
          }
        }
      }
    }
    Result result = new Result(model.name(), prefill, decode, capacity, prefillMs, decodeMs);
    spec.commandLine().getOut().println(json ? Json.text(result) : text(result));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private static String text(Result result) {
    return "prefill of %d tokens %.1f ms, decode %.2f ms a token (medians; capacity %d)"
        .formatted(
            result.prefill(),
            median(result.prefillMs()),
            median(result.decodeMsPerToken()),
            result.capacity());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}
