package dev.strobe.cli;

import dev.strobe.runtime.ModelTokenizer;
import dev.strobe.runtime.tokenizer.ControlText;
import dev.strobe.runtime.tokenizer.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe tokenize`: JSON lines `{"text"}` in, `{"text","ids","decoded"}` out.
@Command(
    name = "tokenize",
    description = {
      "Reads JSON lines {\"text\"} and writes {\"text\",\"ids\",\"decoded\"}; no BOS is added.",
      "The text of a control token becomes that token."
    })
final class TokenizeCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  @Option(names = "--plain", description = "The text of a control token stays text.")
  private boolean plain;

  /// One line of the output.
  record Line(String text, int[] ids, String decoded) {}

  @Override
  public Integer call() throws IOException {
    ControlText control = plain ? ControlText.LITERAL : ControlText.PARSE;
    PrintWriter out = spec.commandLine().getOut();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Tokenizer tokenizer = ModelTokenizer.open(model.checkpoint(main), main.cache().root())) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          String text = Json.field(line, "text");
          int[] ids = tokenizer.encode(text, control);
          out.println(Json.text(new Line(text, ids, tokenizer.decode(ids, false))));
        }
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
