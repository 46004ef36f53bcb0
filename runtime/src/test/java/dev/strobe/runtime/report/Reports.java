package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.fusion.forecast.MemoryForecast;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.lowering.Lowering;
import dev.strobe.runtime.compile.ArenaDump.XlaBuffer;
import dev.strobe.runtime.compile.FusedStage;
import dev.strobe.runtime.compile.OptimizedDump.Optimized;
import dev.strobe.runtime.device.MemoryReport;
import dev.strobe.runtime.report.CompileReport.Way;
import java.util.List;
import java.util.Optional;

/// Reports of small programs, without a plugin.
final class Reports {
  private static final Target CPU = Target.of("cpu");

  private Reports() {}

  /// The report of a program as StableHLO text that nobody compiled.
  static CompileReport of(String text) {
    return of(text, Optional.empty());
  }

  /// The same of a program of which a backend made this HLO.
  static CompileReport optimized(String text, String hlo) {
    return optimized(text, hlo, ImmutableList.of());
  }

  /// The same of a program whose arena held these buffers.
  static CompileReport optimized(String text, String hlo, ImmutableList<XlaBuffer> arena) {
    MemoryReport memory = new MemoryReport(1, 2, 3, 4, 5, 0);
    return of(text, Optional.of(new Optimized(hlo, memory, arena)));
  }

  private static CompileReport of(String text, Optional<Optimized> optimized) {
    Program program = StableHloReader.read(text);
    ImmutableList.Builder<FusedStage> fused = ImmutableList.builder();
    Program last =
        StandardPipelines.standard()
            .runObserved(
                program,
                CPU,
                (pass, after, reports) -> fused.add(new FusedStage(pass.name(), after, reports)))
            .program();
    LoweredProgram lowered = Lowering.lower(last, CPU);
    MemoryForecast forecast = MemoryForecast.of(lowered.program());
    Way way =
        new Way(
            CPU, program, fused.build(), Optional.of(lowered), Optional.of(forecast), optimized);
    return CompileReport.of("test", way, List.of());
  }
}
