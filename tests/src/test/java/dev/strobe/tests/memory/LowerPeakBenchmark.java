package dev.strobe.tests.memory;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.compile.ProgramForecast;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.MemoryReport;
import dev.strobe.runtime.engine.StepGraphs;
import dev.strobe.tests.TestModels;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Prints what lowering the peak does to SmolLM2, as docs/memory-planning.md has it; runs only when
/// asked for by name.
final class LowerPeakBenchmark {
  private static final PrintStream OUT = System.out;

  @Test
  void prefillOf2048Tokens() {
    Graph graph = step(2048, Outputs.LAST_LOGITS);
    try (Device device = Device.open(TestModels.options().plugin())) {
      Compiler compiler = Compiler.of(device, Optional.empty());
      OUT.println("| budget | rewrites | forecast | XLA | compiling |");
      OUT.println("| --- | --- | --- | --- | --- |");
      long natural = print("none", graph, OptionalLong.empty(), compiler);
      for (int percent : new int[] {70, 50, 25, 10}) {
        print(percent + " %", graph, OptionalLong.of(natural * percent / 100), compiler);
      }
    }
  }

  @Test
  void logitsAndLogProbabilitiesOf512Tokens() {
    try (Device device = Device.open(TestModels.options().plugin())) {
      Compiler compiler = Compiler.of(device, Optional.empty());
      OUT.println("| outputs | results | temporaries forecast | XLA |");
      OUT.println("| --- | --- | --- | --- |");
      for (Outputs outputs : new Outputs[] {Outputs.ALL_LOGITS, Outputs.LOG_PROBABILITIES}) {
        Graph graph = step(512, outputs);
        long forecast =
            ProgramForecast.of(graph, device.target(), OptionalLong.empty()).tempBytes();
        try (CompiledProgram compiled = compiler.compile(graph)) {
          MemoryReport memory = compiled.executable().memory();
          OUT.printf(
              "| %s | %,d | %,d | %,d |%n",
              outputs, memory.outputBytes(), forecast, memory.tempBytes());
        }
      }
    }
  }

  private static Graph step(int tokens, Outputs outputs) {
    FlashConfig config = Model.config(TestModels.file("smollm2"));
    StepShape shape = new StepShape(1, tokens, tokens, tokens, outputs);
    return new StepGraphs(config, WeightType.F32, true).of(shape);
  }

  /// Returns XLA's temporaries.
  private static long print(String budget, Graph graph, OptionalLong bytes, Compiler compiler) {
    var target = compiler.device().target();
    String rewrites =
        StandardPipelines.of(bytes).run(Program.of(graph), target).reports().stream()
            .filter(report -> report.pass().equals("lower-peak"))
            .flatMap(report -> report.rewrites().stream())
            .findFirst()
            .map(rewrite -> rewrite.replaceFirst(" at .*", ""))
            .orElse("");
    long forecast = ProgramForecast.of(graph, target, bytes).tempBytes();
    long begin = System.nanoTime();
    try (CompiledProgram compiled = compiler.compile(graph, bytes)) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      long measured = compiled.executable().memory().tempBytes();
      OUT.printf(
          "| %s | %s | %,d | %,d | %.0f s |%n", budget, rewrites, forecast, measured, seconds);
      return measured;
    }
  }
}
