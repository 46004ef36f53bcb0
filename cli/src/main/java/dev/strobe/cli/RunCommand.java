package dev.strobe.cli;

import dev.strobe.artifacts.Causes;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorSignature;
import dev.strobe.ir.TensorType;
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
  /// More than anybody has devices in one machine; each takes threads of its own.
  private static final int MOST_REPLICAS = 64;

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PROGRAM.mlir", description = "StableHLO text.")
  private List<Path> programs = List.of();

  @Option(
      names = "--inputs",
      split = ",",
      paramLabel = "a.npy,b.npy",
      description =
          "One NumPy file a parameter, for each of the programs; those of replica 0, then of"
              + " replica 1, ...")
  private List<Path> inputs = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also writes the results there, as PROGRAM.0.npy, PROGRAM.1.npy, ...; with several"
              + " replicas as PROGRAM.REPLICA.0.npy, ...")
  private @Nullable Path out;

  @Option(
      names = "--replicas",
      defaultValue = "1",
      paramLabel = "N",
      description = "Copies of each program that run side by side. 1 by default.")
  private int replicas = 1;

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
    List<? extends List<Literal>> apply(Program program, List<List<Literal>> arguments);
  }

  @Override
  public Integer call() {
    if (replicas < 1 || replicas > MOST_REPLICAS) {
      throw new CommandException(
          "--replicas requires 1 to %d, got %d".formatted(MOST_REPLICAS, replicas));
    }
    if (out != null) {
      makeFolder(out);
    }
    if (device == Runner.INTERPRETER) {
      return runAll(Interpreter::runReplicas);
    }
    Path chosen =
        ArtifactsOnDemand.of(main).plugin(Optional.ofNullable(plugin).map(Path::toString)).path();
    try (GraphRunner runner =
        GraphRunner.open(chosen, Optional.of(main.cache().root()), replicas)) {
      return runAll(runner::runReplicas);
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
      Program read = StableHloReader.read(Texts.read(file));
      Verifier.requireValid(read);
      Program program = TensorSignature.apply(read);
      List<List<Literal>> arguments = arguments(program);
      Program known = known(program, arguments);
      List<? extends List<Literal>> results = run.apply(known, arguments);
      if (out != null) {
        write(file, results, out);
      }
      return ProgramOutcome.of(file, results, known.main().resultTypes());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return ProgramOutcome.failed(file, OneLineErrors.line(e));
    }
  }

  private List<List<Literal>> arguments(Program program) {
    List<Parameter> parameters = program.main().parameters();
    int wanted = parameters.size() * replicas;
    if (wanted != inputs.size()) {
      throw new CommandException(
          "@main requires %d inputs (--inputs), got %d".formatted(wanted, inputs.size()));
    }
    List<List<Literal>> arguments = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      List<Literal> own = new ArrayList<>();
      for (Parameter parameter : parameters) {
        Path file = inputs.get(replica * parameters.size() + own.size());
        Type type = parameter.value().type();
        own.add(LiteralFile.read(file, QuantizedTensorType.storageOf(type)));
      }
      arguments.add(own);
    }
    return arguments;
  }

  /// The program for arguments of these types; for one replica, for their values too.
  private static Program known(Program program, List<List<Literal>> arguments) {
    List<Literal> first = arguments.getFirst();
    if (arguments.size() == 1) {
      return RefineShapes.refineFor(program, first);
    }
    List<TensorType> types = first.stream().map(Literal::type).toList();
    for (List<Literal> each : arguments) {
      List<TensorType> own = each.stream().map(Literal::type).toList();
      if (!own.equals(types)) {
        throw new CommandException(
            "--inputs requires the same types for every replica, got %s and %s"
                .formatted(types, own));
      }
    }
    return RefineShapes.refine(program, types);
  }

  private static void write(Path program, List<? extends List<Literal>> results, Path folder) {
    String name = program.getFileName().toString().replaceFirst("\\.mlir$", "");
    for (int replica = 0; replica < results.size(); replica++) {
      String place = results.size() == 1 ? name : name + "." + replica;
      List<Literal> own = results.get(replica);
      for (int i = 0; i < own.size(); i++) {
        LiteralFile.write(folder.resolve(place + "." + i + ".npy"), own.get(i));
      }
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
