package dev.strobe.cli;

import dev.strobe.artifacts.Causes;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.refine.RefineShapes;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.runtime.GraphRunner;
import dev.strobe.runtime.checkpoint.LiteralFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe run`: the entry function of any StableHLO text, on the plugin or the interpreter.
@Command(
    name = "run",
    description = {
      "Runs @main of StableHLO programs on the plugin or on the interpreter, and prints the"
          + " results.",
      "Inputs and results of a quantised type are the integers that hold them.",
      "Dimensions that a program does not know (tensor<?xf32>) are those of its inputs.",
      "A program that fails is reported in its turn; the others still run."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PROGRAM.mlir", description = "StableHLO text.")
  private List<Path> programs = List.of();

  @Option(
      names = "--inputs",
      split = ",",
      paramLabel = "a.npy,b.npy",
      description = "One NumPy file a parameter, for each of the programs.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes the results there, as PROGRAM.0.npy, PROGRAM.1.npy, ...")
  private @Nullable Path out;

  /// What runs the programs.
  enum Runner {
    CPU,
    INTERPRETER
  }

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu: the plugin; interpreter: plain Java, for small shapes. cpu by default.")
  private Runner device = Runner.CPU;

  @Option(names = "--plugin", paramLabel = "PATH", description = "The PJRT plugin to use.")
  private @Nullable Path plugin;

  @Option(names = "--json", description = "Print one JSON object a program, a line each.")
  private boolean json;

  /// What computes a program's results.
  private interface Run {
    List<Literal> apply(Program program, List<Literal> arguments);
  }

  @Override
  public Integer call() {
    if (out != null) {
      makeFolder(out);
    }
    if (device == Runner.INTERPRETER) {
      return runAll(Interpreter::run);
    }
    Path chosen =
        ArtifactsOnDemand.of(main).plugin(Optional.ofNullable(plugin).map(Path::toString)).path();
    try (GraphRunner runner = GraphRunner.open(chosen, Optional.of(main.cache().root()))) {
      return runAll(runner::run);
    }
  }

  private int runAll(Run run) {
    int exitCode = ExitCode.OK;
    for (Path program : programs) {
      ProgramOutcome outcome = outcome(program, run);
      outcome.print(spec.commandLine().getOut(), json);
      if (outcome.error().isPresent()) {
        exitCode = ExitCode.SOFTWARE;
      }
    }
    return exitCode;
  }

  private ProgramOutcome outcome(Path file, Run run) {
    try {
      Program program = StableHloReader.read(Texts.read(file));
      Verifier.requireValid(program);
      List<Literal> arguments = arguments(program);
      Program known = RefineShapes.refineFor(program, arguments);
      List<Literal> results = run.apply(known, arguments);
      if (out != null) {
        write(file, results, out);
      }
      return ProgramOutcome.of(file, results, known.main().resultTypes());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return ProgramOutcome.failed(file, OneLineErrors.line(e));
    }
  }

  private List<Literal> arguments(Program program) {
    List<Parameter> parameters = program.main().parameters();
    if (parameters.size() != inputs.size()) {
      throw new CommandException(
          "@main requires %d inputs (--inputs), got %d"
              .formatted(parameters.size(), inputs.size()));
    }
    List<Literal> arguments = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Type type = parameters.get(i).value().type();
      arguments.add(LiteralFile.read(inputs.get(i), QuantizedTensorType.storageOf(type)));
    }
    return arguments;
  }

  private static void write(Path program, List<Literal> results, Path folder) {
    String name = program.getFileName().toString().replaceFirst("\\.mlir$", "");
    for (int i = 0; i < results.size(); i++) {
      LiteralFile.write(folder.resolve(name + "." + i + ".npy"), results.get(i));
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException(
          "--out requires a folder that can be made, got " + Causes.oneLine(e), e);
    }
  }
}
