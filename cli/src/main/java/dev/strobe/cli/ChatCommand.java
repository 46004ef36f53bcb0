package dev.strobe.cli;

import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.ModelOptions.TokenizerUse;
import dev.strobe.runtime.Prompt;
import dev.strobe.runtime.Sequence;
import dev.strobe.runtime.tokenizer.ChatMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe chat`: a conversation that keeps its keys and values between turns.
@Command(
    name = "chat",
    description = {
      "A conversation in the terminal; /reset starts anew, /exit or end of input ends it.",
      "Ctrl-C stops an answer, and the program only when there is none."
    })
final class ChatCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;
  @Mixin private SamplingArguments sampling;

  private final List<ChatMessage> messages = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Model loaded = model.load(main, TokenizerUse.REQUIRED)) {
      Sequence sequence = loaded.sequence(0);
      try {
        for (String line = ask(in); line != null; line = ask(in)) {
          switch (line.strip()) {
            case "" -> {}
            case "/exit" -> {
              return ExitCode.OK;
            }
            case "/reset" -> messages.clear();
            default -> answer(loaded, sequence, line, out);
          }
        }
      } finally {
        sequence.close();
      }
    }
    return ExitCode.OK;
  }

  /// The next line, or null at the end of the input.
  private static @Nullable String ask(BufferedReader in) throws IOException {
    if (Terminal.isStandardError()) {
      System.err.print("> ");
      System.err.flush();
    }
    return in.readLine();
  }

  /// One turn. A turn that fails is taken back, so that the conversation goes on as before.
  private void answer(Model loaded, Sequence sequence, String line, PrintWriter out) {
    messages.add(new ChatMessage("user", line));
    try (Interrupts interrupts = new Interrupts();
        BusyLine busy = BusyLine.start(() -> loaded.activity().text())) {
      Generation generation =
          loaded.continueOn(
              sequence,
              Prompt.chat(messages),
              sampling.options(),
              token -> {
                busy.close();
                out.print(token.text());
                StandardOutput.flush(out);
              },
              interrupts::isRequested);
      messages.add(new ChatMessage("assistant", generation.text()));
      out.println();
      out.flush();
    } catch (RuntimeException e) {
      messages.removeLast();
      new OneLineErrors().report(spec.commandLine(), e);
    }
  }
}
