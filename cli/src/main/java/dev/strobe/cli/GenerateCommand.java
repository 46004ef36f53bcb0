package dev.strobe.cli;

import dev.strobe.runtime.FinishReason;
import dev.strobe.runtime.GenerateOptions;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.Prompt;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe generate`: continues a prompt and streams the text.
@Command(
    name = "generate",
    description = {
      "Continues a prompt; text streams to standard output.",
      "An instruct model gets its chat template unless --raw or --token-ids is given."
    })
final class GenerateCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;
  @Mixin private SamplingArguments sampling;

  @Parameters(arity = "0..1", paramLabel = "PROMPT", description = "The text to start from.")
  private @Nullable String prompt;

  @Option(names = "--prompt-file", paramLabel = "F", description = "Reads the prompt from a file.")
  private @Nullable Path promptFile;

  @Option(
      names = "--token-ids",
      paramLabel = "1,2,3",
      converter = TokenIds.Converter.class,
      description = "Exactly these ids as the prompt; no tokenizer is needed.")
  private @Nullable TokenIds tokenIds;

  @Option(names = "--raw", description = "No chat template; BOS as the tokenizer's settings say.")
  private boolean raw;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemorySize.Converter.class,
      description =
          "Most bytes for weights, caches and temporaries, such as 2GiB; what does not fit is"
              + " refused before anything is loaded.")
  private @Nullable MemorySize memory;

  @Option(names = "--json", description = "Print one JSON object at the end, and stream nothing.")
  private boolean json;

  @Override
  public Integer call() {
    requireOnePrompt();
    PrintWriter out = spec.commandLine().getOut();
    try (Interrupts interrupts = new Interrupts();
        Model loaded = load();
        BusyLine busy = BusyLine.start(() -> loaded.activity().text())) {
      GenerateOptions options = sampling.options();
      int guess = guessedTokens();
      loaded.expect(guess, Model.positions(guess, options));
      Generation generation =
          loaded.generate(
              prompt(loaded),
              options,
              token -> {
                busy.close();
                stream(out, token.text());
              },
              interrupts::isRequested);
      if (json) {
        out.println(Json.text(GenerationJson.of(model.name(), loaded, generation)));
      } else {
        out.println();
      }
      out.flush();
      boolean cancelled = generation.finish() == FinishReason.CANCELLED;
      return cancelled ? Interrupts.EXIT_CODE : ExitCode.OK;
    }
  }

  private Model load() {
    if (memory == null) {
      return model.load(main, tokenizerUse());
    }
    // A token of text has rarely more than six characters; the runtime holds the exact number.
    int tokens = tokenIds == null ? 1 + guessedTokens() / 3 : guessedTokens();
    int positions = Model.positions(tokens, sampling.options());
    return model.load(main, tokenizerUse(), memory.bytes(), positions);
  }

  private void requireOnePrompt() {
    int given =
        (prompt == null ? 0 : 1) + (promptFile == null ? 0 : 1) + (tokenIds == null ? 0 : 1);
    if (given != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "generate requires one of PROMPT, --prompt-file and --token-ids, got " + given);
    }
  }

  private TokenizerUse tokenizerUse() {
    return tokenIds == null ? TokenizerUse.REQUIRED : TokenizerUse.IF_PRESENT;
  }

  /// About how many tokens the prompt has, rather too many, before there is a tokenizer: a wrong
  /// guess only costs time.
  private int guessedTokens() {
    if (tokenIds != null) {
      return tokenIds.values().length;
    }
    int characters = prompt == null ? 0 : prompt.length();
    return characters / 3 + (raw ? 1 : 40);
  }

  private Prompt prompt(Model loaded) {
    if (tokenIds != null) {
      return Prompt.ids(tokenIds.values());
    }
    String text =
        promptFile == null ? Objects.requireNonNullElse(prompt, "") : Texts.read(promptFile);
    return raw ? Prompt.raw(text) : Prompt.user(loaded, text);
  }

  private void stream(PrintWriter out, String text) {
    if (!json && !text.isEmpty()) {
      out.print(text);
      StandardOutput.flush(out);
    }
  }
}
