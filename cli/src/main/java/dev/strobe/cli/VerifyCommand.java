package dev.strobe.cli;

import dev.strobe.ir.Diagnostic;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloParseException;
import dev.strobe.ir.text.StableHloReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `strobe verify`: everything that is wrong with StableHLO text.
@Command(
    name = "verify",
    description = {
      "Reads StableHLO programs and lists what is wrong with each.",
      "Exit code 0 if nothing is."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PROGRAM.mlir", description = "StableHLO text.")
  private List<Path> programs = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int exitCode = ExitCode.OK;
    for (Path file : programs) {
      List<String> found = faults(Texts.read(file));
      found.forEach(fault -> out.println(file + ": " + fault));
      if (!found.isEmpty()) {
        exitCode = ExitCode.SOFTWARE;
      }
    }
    out.flush();
    return exitCode;
  }

  /// A text that cannot be read has one fault, since what follows it may mean anything.
  private static List<String> faults(String text) {
    try {
      Program program = StableHloReader.read(text);
      return Verifier.verify(program).stream().map(Diagnostic::toString).toList();
    } catch (StableHloParseException | InvalidOpException e) {
      return List.of(OneLineErrors.line(e));
    }
  }
}
