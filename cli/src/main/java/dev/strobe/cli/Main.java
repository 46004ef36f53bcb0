package dev.strobe.cli;

import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.runtime.checkpoint.CheckpointException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root of the command line: `strobe COMMAND ...`.
///
/// A command is a class with picocli's annotations, listed here; it reaches the environment and
/// `--verbose` through a `@ParentCommand Main`, returns its exit code, and lets exceptions pass to
/// [OneLineErrors].
@Command(
    name = "strobe",
    description = "Runs language models through StableHLO and PJRT.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = StrobeVersion.class,
    subcommands = {
      GenerateCommand.class,
      ChatCommand.class,
      LogitsCommand.class,
      PerplexityCommand.class,
      TokenizeCommand.class,
      CompileCommand.class,
      InspectCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      PlanCommand.class,
      FitCommand.class,
      ModelsCommand.class,
      DevicesCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      FetchCommand.class
    })
public final class Main implements Callable<Integer> {
  @Option(
      names = "--verbose",
      description = "Show stack traces and details on standard error.",
      scope = ScopeType.INHERIT)
  private boolean verbose;

  @Option(
      names = "--profile",
      paramLabel = "OUT.jfr",
      description = "Record the command with Java's Flight Recorder, Strobe's events among them.",
      scope = ScopeType.INHERIT)
  private @Nullable Path profile;

  /// Warnings take one line, as errors do, unless the user has chosen another form.
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  private Main(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public static void main(String... arguments) {
    if (System.getProperty(LOG_FORMAT) == null) {
      System.setProperty(LOG_FORMAT, "strobe: %5$s%n");
    }
    System.exit(run(System.getenv(), arguments));
  }

  /// Runs one command and returns its exit code.
  static int run(Map<String, String> environment, String... arguments) {
    CommandLine commandLine = commandLine(environment);
    try {
      int exitCode = commandLine.execute(arguments);
      if (exitCode == ExitCode.OK) {
        StandardOutput.flush(commandLine.getOut());
      }
      return exitCode;
    } catch (CommandException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      return new OneLineErrors().report(commandLine, e);
    }
  }

  /// The whole command line, for tests that want its output.
  static CommandLine commandLine(Map<String, String> environment) {
    OneLineErrors errors = new OneLineErrors();
    Main main = new Main(environment);
    return new CommandLine(main)
        .setExecutionStrategy(main::execute)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  private int execute(ParseResult parsed) {
    if (profile == null) {
      return new RunLast().execute(parsed);
    }
    try (Profile _ = Profile.start(profile)) {
      return new RunLast().execute(parsed);
    } catch (CommandException | CheckpointException e) {
      return new OneLineErrors().report(spec.commandLine(), e);
    }
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  boolean verbose() {
    return verbose;
  }

  Map<String, String> environment() {
    return environment;
  }

  ArtifactCache cache() {
    return ArtifactCache.of(environment);
  }
}
