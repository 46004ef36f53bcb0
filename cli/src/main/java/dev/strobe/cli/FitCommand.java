package dev.strobe.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableMap;
import dev.strobe.models.FlashConfig;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.device.AvailableMemory;
import dev.strobe.runtime.engine.CapacityLadder;
import dev.strobe.runtime.engine.MemoryFit;
import dev.strobe.runtime.engine.MemoryFit.Change;
import dev.strobe.runtime.engine.StepGraphs;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe fit`: whether a model fits into memory, from the header of its checkpoint.
@Command(
    name = "fit",
    description = {
      "Tells whether a model fits into memory, how much cache fits, and what would make it"
          + " smaller.",
      "Only the checkpoint's header is read. Temporaries are forecast as XLA's CPU compiler plans"
          + " them; on another device they are an estimate."
    })
final class FitCommand implements Callable<Integer> {
  private static final long GIB = 1L << 30;

  /// What one device of a kind has.
  private static final ImmutableMap<String, Long> DEVICES =
      ImmutableMap.of(
          "tpu-v4", 32 * GIB,
          "tpu-v5e", 16 * GIB,
          "tpu-v5p", 95 * GIB,
          "tpu-v6e", 32 * GIB,
          "h100", 80 * GIB,
          "h200", 141 * GIB);

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemorySize.Converter.class,
      description = "Such as 8GiB; otherwise the device's, or what this machine has free.")
  private @Nullable MemorySize memory;

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "tpu-v4, tpu-v5e, tpu-v5p, tpu-v6e, h100, h200 or cpu; cpu by default.")
  private String device = "cpu";

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "Tokens of each sequence; the model's context by default.")
  private @Nullable Integer context;

  @Option(
      names = "--batch",
      paramLabel = "B",
      defaultValue = "1",
      description = "Sequences in one step; ${DEFAULT-VALUE} by default.")
  private int batch = 1;

  @Option(
      names = "--chunk",
      paramLabel = "T",
      description = "Most tokens of a prefill step; the runtime's by default.")
  private @Nullable Integer chunk;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// What `--json` prints.
  record Result(
      String model,
      String device,
      @JsonProperty("memory_bytes") long memoryBytes,
      boolean fits,
      @JsonProperty("total_bytes") long totalBytes,
      @JsonProperty("weight_bytes") long weightBytes,
      @JsonProperty("cache_bytes") long cacheBytes,
      @JsonProperty("temp_bytes") long tempBytes,
      int context,
      int batch,
      int chunk,
      @JsonProperty("kv_tokens") int kvTokens,
      long sequences,
      List<ChangeJson> changes) {}

  /// One thing that would make it smaller.
  record ChangeJson(
      String change,
      @JsonProperty("total_bytes") long totalBytes,
      boolean fits,
      @JsonProperty("changes_answers") boolean changesAnswers) {}

  @Override
  public Integer call() {
    long bytes = bytes();
    StepGraphs graphs = Model.graphs(model.checkpoint(main), model.weights());
    MemoryFit.Question question = question(graphs.config());
    MemoryFit fit = MemoryFit.of(graphs, question, bytes);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(result(question, fit)));
    } else {
      print(out, question, fit);
    }
    out.flush();
    return ExitCode.OK;
  }

  private long bytes() {
    if (!device.equals("cpu") && !DEVICES.containsKey(device)) {
      throw new CommandException(
          "--device requires cpu or one of " + DEVICES.keySet() + ", got " + device);
    }
    if (memory != null) {
      return memory.bytes();
    }
    Long known = DEVICES.get(device);
    return known != null
        ? known
        : AvailableMemory.bytes()
            .orElseThrow(() -> new CommandException("fit requires --memory here, got none"));
  }

  private MemoryFit.Question question(FlashConfig config) {
    int positions = within("--context", context, config.contextLength());
    int widest = CapacityLadder.of(config.contextLength()).widest();
    int tokens = within("--chunk", chunk, chunk == null ? widest : config.contextLength());
    if (batch < 1 || batch > 4096) {
      throw new CommandException("--batch requires 1 to 4096, got " + batch);
    }
    return new MemoryFit.Question(positions, batch, tokens);
  }

  private static int within(String option, @Nullable Integer given, int most) {
    if (given != null && (given < 1 || given > most)) {
      throw new CommandException(option + " requires 1 to " + most + ", got " + given);
    }
    return given == null ? most : given;
  }

  private Result result(MemoryFit.Question question, MemoryFit fit) {
    return new Result(
        model.name(),
        device,
        fit.memory(),
        fit.fits(),
        fit.need().total(),
        fit.need().weights(),
        fit.need().caches(),
        fit.need().temporaries(),
        question.positions(),
        question.batch(),
        question.chunk(),
        fit.tokens(),
        fit.sequences(),
        fit.changes().stream().map(change -> json(change, fit)).collect(toImmutableList()));
  }

  private static ChangeJson json(Change change, MemoryFit fit) {
    return new ChangeJson(
        change.what(), change.total(), change.total() <= fit.memory(), change.changesAnswers());
  }

  private static void print(PrintWriter out, MemoryFit.Question question, MemoryFit fit) {
    out.println(
        "%s: %s of %s for %d x %d tokens in chunks of %d"
            .formatted(
                fit.fits() ? "fits" : "does not fit",
                megabytes(fit.need().total()),
                megabytes(fit.memory()),
                question.batch(),
                question.positions(),
                question.chunk()));
    out.println(
        "  weights %s, caches %s, temporaries %s"
            .formatted(
                megabytes(fit.need().weights()),
                megabytes(fit.need().caches()),
                megabytes(fit.need().temporaries())));
    out.println(
        "  at most %,d tokens of cache a sequence, or %,d sequences of %,d tokens"
            .formatted(fit.tokens(), fit.sequences(), question.positions()));
    for (Change change : fit.changes()) {
      out.println(
          "  with %s: %s, %s%s"
              .formatted(
                  change.what(),
                  megabytes(change.total()),
                  change.total() <= fit.memory() ? "fits" : "does not fit",
                  change.changesAnswers() ? "; answers change" : ""));
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", Math.ceilDiv(bytes, 1_000_000));
  }
}
