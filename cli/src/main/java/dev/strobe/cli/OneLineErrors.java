package dev.strobe.cli;

import dev.strobe.artifacts.ArtifactException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns whatever a command throws into one line on standard error and an exit code; `--verbose`
/// adds the stack trace.
final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    return report(command, e);
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("strobe: " + line(e));
    command.getErr().println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /// Reports a failure and returns the exit code for it.
  int report(CommandLine command, Throwable failure) {
    PrintWriter err = command.getErr();
    if (isVerbose(command)) {
      if (failure instanceof ArtifactException artifact) {
        artifact.details().forEach(line -> err.println("pip: " + line));
      }
      failure.printStackTrace(err);
    }
    err.println("strobe: " + line(failure));
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private static boolean isVerbose(CommandLine command) {
    return command.getCommandSpec().root().userObject() instanceof Main main && main.verbose();
  }

  /// Our own errors are written for the user; of any other, the type is half of what it says.
  static String line(Throwable failure) {
    String message =
        Optional.ofNullable(failure.getMessage())
            .flatMap(text -> text.lines().findFirst())
            .orElse("");
    boolean ours =
        failure instanceof ParameterException
            || failure.getClass().getName().startsWith("dev.strobe.");
    if (ours && !message.isEmpty()) {
      return message;
    }
    return "%s: %s (--verbose shows where)".formatted(failure.getClass().getSimpleName(), message);
  }
}
