package dev.strobe.cli;

import dev.strobe.ir.Graph;
import dev.strobe.runtime.Inspection;
import dev.strobe.runtime.compile.OptimizedDump.Optimized;
import dev.strobe.runtime.device.MemoryReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe compile`: a model's program at one stage of its way, for reading.
@Command(
    name = "compile",
    description = {
      "Prints a model's program: the graph as built, what is handed to XLA, or what XLA made of"
          + " it.",
      "Memory statistics go to standard error."
    })
final class CompileCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;

  /// Which of a model's programs.
  enum Phase {
    PREFILL,
    DECODE
  }

  /// How far along its way.
  enum Stage {
    BUILT,
    LOWERED,
    OPTIMIZED
  }

  @Option(
      names = "--phase",
      defaultValue = "DECODE",
      description = "prefill or decode; decode by default.")
  private Phase phase = Phase.DECODE;

  @Option(names = "--stage", required = true, description = "built, lowered or optimized.")
  private Stage stage = Stage.BUILT;

  @Option(
      names = "--tokens",
      paramLabel = "T",
      defaultValue = "128",
      description = "Tokens of the prefill step; ${DEFAULT-VALUE} by default.")
  private int tokens = 128;

  @Option(
      names = "--capacity",
      paramLabel = "C",
      defaultValue = "512",
      description = "Positions that the caches hold; ${DEFAULT-VALUE} by default.")
  private int capacity = 512;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int width = phase == Phase.PREFILL ? tokens : 1;
    Graph graph = Inspection.built(model.checkpoint(main), model.weights(), width, capacity);
    switch (stage) {
      case BUILT -> out.print(Inspection.text(graph));
      case LOWERED -> out.print(Inspection.lowered(graph, model.options(main).plugin()).text());
      case OPTIMIZED -> {
        Optimized optimized = Inspection.optimized(graph, model.options(main).plugin());
        out.print(optimized.text());
        spec.commandLine().getErr().println(statistics(optimized.memory()));
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private static String statistics(MemoryReport memory) {
    return String.format(
        Locale.ROOT,
        "memory: arguments %,d, outputs %,d, alias %,d, temporaries %,d, peak %,d bytes",
        memory.argumentBytes(),
        memory.outputBytes(),
        memory.aliasBytes(),
        memory.tempBytes(),
        memory.peakBytes());
  }
}
