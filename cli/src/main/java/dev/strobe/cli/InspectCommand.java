package dev.strobe.cli;

import dev.strobe.ir.Program;
import dev.strobe.ir.TensorSignature;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.runtime.Inspection;
import dev.strobe.runtime.Inspection.Depth;
import dev.strobe.runtime.report.CompileReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe inspect`: what becomes of any StableHLO program.
@Command(
    name = "inspect",
    description = {
      "Reports what becomes of a StableHLO program: what each pass did, buffers, memory as forecast"
          + " and as measured, and the backend's kernels with the lines that ended in each."
    })
final class InspectCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private ReportOption report;

  @Parameters(paramLabel = "PROGRAM.mlir", description = "StableHLO text.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      description = "text, html (one page that needs no network) or json; text by default.")
  private ReportOption.Format format = ReportOption.Format.TEXT;

  @Option(names = "--plugin", paramLabel = "PATH", description = "The PJRT plugin to use.")
  private @Nullable Path plugin;

  @Override
  public Integer call() {
    report.check();
    Program read = StableHloReader.read(Texts.read(file));
    Verifier.requireValid(read);
    Program program = TensorSignature.apply(read);
    Path chosen =
        ArtifactsOnDemand.of(main).plugin(Optional.ofNullable(plugin).map(Path::toString)).path();
    CompileReport found =
        Inspection.report(file.getFileName().toString(), program, chosen, Depth.COMPILED);
    report.write(found, format, spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
