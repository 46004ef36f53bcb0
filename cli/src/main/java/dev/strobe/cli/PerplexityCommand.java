package dev.strobe.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.runtime.Evaluation;
import dev.strobe.runtime.Evaluation.Perplexity;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.Prompt;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe perplexity`: how well a model predicts a text.
@Command(
    name = "perplexity",
    description = "Mean negative log-likelihood and perplexity of a text file.")
final class PerplexityCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Option(names = "--file", paramLabel = "F", required = true, description = "UTF-8 text.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// What `--json` prints.
  record Result(int tokens, @JsonProperty("mean_nll") double meanNll, double perplexity) {}

  @Override
  public Integer call() {
    String text = Texts.read(file);
    try (Model loaded = model.load(main, TokenizerUse.REQUIRED);
        BusyLine busy = BusyLine.start(() -> loaded.activity().text())) {
      int[] ids = Prompt.raw(text).ids(loaded);
      Perplexity measured = Evaluation.perplexity(loaded, ids);
      busy.close();
      Result result = new Result(measured.tokens(), measured.meanNll(), measured.perplexity());
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          json
              ? Json.text(result)
              : String.format(
                  Locale.ROOT,
                  "%d tokens, mean negative log-likelihood %.6f, perplexity %.4f",
                  result.tokens(),
                  result.meanNll(),
                  result.perplexity()));
      out.flush();
    }
    return ExitCode.OK;
  }
}
