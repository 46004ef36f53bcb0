package dev.strobe.cli;

import dev.strobe.cli.ReportOption.Format;
import dev.strobe.ir.Program;
import dev.strobe.runtime.Inspection;
import dev.strobe.runtime.Inspection.Depth;
import dev.strobe.runtime.compile.FusedStage;
import dev.strobe.runtime.compile.OptimizedDump.Optimized;
import dev.strobe.runtime.device.MemoryReport;
import dev.strobe.runtime.report.CompileReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      "Prints a model's program: as built, after the passes, as handed to XLA, or what XLA made of"
          + " it; memory statistics then go to standard error.",
      "With --format, reports instead what each pass did, the plan of memory, and from the stage"
          + " planned on what XLA measured and which lines of the model ended in each kernel."
    })
final class CompileCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ModelOption model;
  @Mixin private ReportOption report;

  /// Which of a model's programs.
  enum Phase {
    PREFILL,
    DECODE
  }

  /// How far along its way.
  enum Stage {
    BUILT,
    FUSED,
    LOWERED,
    PLANNED,
    OPTIMIZED
  }

  @Option(
      names = "--phase",
      defaultValue = "DECODE",
      description = "prefill or decode; decode by default.")
  private Phase phase = Phase.DECODE;

  @Option(
      names = "--stage",
      required = true,
      description = "built, fused, lowered, planned or optimized.")
  private Stage stage = Stage.BUILT;

  @Option(
      names = "--format",
      description =
          "Reports as text (tables), html (one page that needs no network) or json. Without it, the"
              + " program itself; text at the stage planned.")
  private ReportOption.@Nullable Format format;

  @Option(
      names = "--pass",
      paramLabel = "NAME",
      description = "Only this pass: the program after it, or the report of it.")
  private @Nullable String pass;

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
    report.check();
    PrintWriter out = spec.commandLine().getOut();
    int width = phase == Phase.PREFILL ? tokens : 1;
    Program program = Inspection.built(model.checkpoint(main), model.weights(), width, capacity);
    Path plugin = model.options(main).plugin();
    if (format != null || stage == Stage.PLANNED) {
      Format chosen = format == null ? Format.TEXT : format;
      report.write(reported(program, width, plugin), chosen, out);
    } else {
      report.write(text(program, plugin), out);
    }
    return ExitCode.OK;
  }

  private CompileReport reported(Program program, int width, Path plugin) {
    boolean compiles = stage == Stage.PLANNED || stage == Stage.OPTIMIZED;
    String name =
        "%s, %s of %s, caches of %d"
            .formatted(
                model.name(),
                phase.name().toLowerCase(Locale.ROOT),
                width == 1 ? "one token" : width + " tokens",
                capacity);
    CompileReport whole =
        Inspection.report(name, program, plugin, compiles ? Depth.COMPILED : Depth.LOWERED);
    return pass == null ? whole : whole.ofPass(requireOneOf(whole.passNames(), pass));
  }

  private String text(Program program, Path plugin) {
    if (pass != null) {
      List<FusedStage> stages = Inspection.fused(program, plugin);
      String chosen = requireOneOf(stages.stream().map(FusedStage::pass).distinct().toList(), pass);
      List<FusedStage> found =
          stages.stream().filter(after -> after.pass().equals(chosen)).toList();
      return Inspection.text(found.getLast().program());
    }
    return switch (stage) {
      case BUILT -> Inspection.text(program);
      case FUSED -> {
        List<FusedStage> stages = Inspection.fused(program, plugin);
        yield Inspection.text(stages.isEmpty() ? program : stages.getLast().program());
      }
      case LOWERED -> Inspection.lowered(program, plugin).text();
      case PLANNED, OPTIMIZED -> {
        Optimized optimized = Inspection.optimized(program, plugin);
        spec.commandLine().getErr().println(statistics(optimized.memory()));
        yield optimized.text();
      }
    };
  }

  private static String requireOneOf(List<String> passes, String name) {
    if (!passes.contains(name)) {
      throw new CommandException(
          "--pass requires one of %s, got %s".formatted(String.join(", ", passes), name));
    }
    return name;
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
