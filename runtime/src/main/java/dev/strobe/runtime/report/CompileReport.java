package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.runtime.compile.ForecastCheck;
import dev.strobe.runtime.compile.FusedStage;
import dev.strobe.runtime.compile.OptimizedDump.Optimized;
import java.util.List;
import java.util.Optional;

/// What became of a program on its way to the backend.
///
/// @param program what it is called
/// @param forecast memory before compiling
/// @param measured memory as the backend reports it, if it was compiled
/// @param passes what each did
/// @param composites what the target does with those that the passes left
/// @param buffers arguments, outputs and intermediates of the program that the backend gets
/// @param nodes of all stages
/// @param stages `built`, one for each pass, `lowered`
/// @param layers the parts of the model
/// @param kernels what the backend launches, if it was compiled
/// @param differences buffers that only the forecast or only the backend has, where the two are not
///   close
/// @param notes what the reader has to know, such as why a program was not compiled
public record CompileReport(
    String program,
    Optional<MemoryFigures> forecast,
    Optional<MemoryFigures> measured,
    ImmutableList<PassRow> passes,
    ImmutableList<CompositeRow> composites,
    ImmutableList<BufferRow> buffers,
    ImmutableList<NodeRow> nodes,
    ImmutableList<StageRow> stages,
    ImmutableList<LayerRow> layers,
    ImmutableList<KernelRow> kernels,
    ImmutableList<String> differences,
    ImmutableList<String> notes) {

  /// What is known of a program's way.
  ///
  /// @param target that it is compiled for
  /// @param built as it came
  /// @param fused after each pass
  /// @param lowered what the backend gets; absent if it cannot be had
  /// @param forecast of what the backend gets; absent with it
  /// @param optimized what the backend made of it, if it was asked
  public record Way(
      Target target,
      Program built,
      ImmutableList<FusedStage> fused,
      Optional<LoweredProgram> lowered,
      Optional<MemoryForecast> forecast,
      Optional<Optimized> optimized) {}

  /// The report of a program's way.
  ///
  /// @param notes what the reader has to know
  public static CompileReport of(String name, Way way, List<String> notes) {
    NodeTable table = new NodeTable();
    table.add("built", way.built());
    way.fused().forEach(stage -> table.add(stage.pass(), stage.program()));
    way.lowered().ifPresent(lowered -> table.add("lowered", lowered.program()));
    Program fused = way.fused().isEmpty() ? way.built() : way.fused().getLast().program();
    Program last = way.lowered().map(LoweredProgram::program).orElse(fused);
    return new CompileReport(
        name,
        way.forecast().map(MemoryFigures::of),
        way.optimized().map(optimized -> MemoryFigures.of(optimized.memory())),
        way.fused().stream()
            .map(stage -> PassRow.of(stage.pass(), stage.reports()))
            .collect(ImmutableList.toImmutableList()),
        CompositeRow.of(fused, way.target()),
        way.forecast()
            .map(forecast -> BufferRows.of(last.main(), forecast, table::name))
            .orElse(ImmutableList.of()),
        table.rows(),
        table.stages(),
        LayerTable.of(last),
        way.optimized().map(o -> KernelTable.of(o.text())).orElse(ImmutableList.of()),
        differences(way),
        ImmutableList.copyOf(notes));
  }

  private static ImmutableList<String> differences(Way way) {
    return way.forecast()
        .flatMap(
            forecast ->
                way.optimized()
                    .map(made -> new ForecastCheck(forecast, made.memory(), made.arena())))
        .filter(check -> !check.isExact() || !check.isClose())
        .map(ForecastCheck::differences)
        .orElse(ImmutableList.of());
  }

  /// Names of the passes, in order.
  public ImmutableList<String> passNames() {
    return passes.stream().map(PassRow::pass).distinct().collect(ImmutableList.toImmutableList());
  }

  /// The same report of one pass only: its rows, and the stages before and after it.
  public CompileReport ofPass(String pass) {
    ImmutableList.Builder<StageRow> around = ImmutableList.builder();
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).name().equals(pass)) {
        around.add(new StageRow("before " + pass, stages.get(i - 1).nodes())).add(stages.get(i));
      }
    }
    return new CompileReport(
        program,
        forecast,
        measured,
        passes.stream()
            .filter(row -> row.pass().equals(pass))
            .collect(ImmutableList.toImmutableList()),
        composites,
        buffers,
        nodes,
        around.build(),
        layers,
        kernels,
        differences,
        notes);
  }
}
