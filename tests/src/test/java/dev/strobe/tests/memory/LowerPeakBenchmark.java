package dev.strobe.tests.memory;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Prints what lowering the peak does to models and to a training step, as docs/memory-planning.md
/// has it; runs only when asked for by name.
final class LowerPeakBenchmark {
  private static final PrintStream OUT = System.out;

  @Test
  void prefillOf2048Tokens() {
    print(step("smollm2", 2048, Outputs.LAST_LOGITS), 70, 50, 25, 10);
  }

  @Test
  void prefillOf2048TokensOfGemma3() {
    print(step("gemma3-270m", 2048, Outputs.LAST_LOGITS), 70, 50, 25, 10);
  }

  @Test
  void trainingStep() {
    print(TrainingStep.graph(), 90, 70, 60, 50);
  }

  @Test
  void logitsAndLogProbabilitiesOf512Tokens() {
    try (Device device = Device.open(TestModels.options().plugin())) {
      Compiler compiler = Compiler.of(device, Optional.empty());
      OUT.println("| outputs | results | temporaries forecast | XLA |");
      OUT.println("| --- | --- | --- | --- |");
      for (Outputs outputs : new Outputs[] {Outputs.ALL_LOGITS, Outputs.LOG_PROBABILITIES}) {
        Graph graph = step("smollm2", 512, outputs);
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

  private static Graph step(String model, int tokens, Outputs outputs) {
    FlashConfig config = Model.config(TestModels.file(model));
    StepShape shape = new StepShape(1, tokens, tokens, tokens, outputs);
    return new StepGraphs(config, WeightType.F32, true).of(shape);
  }

  /// Prints a graph without a budget and with parts of what it then needs, in percent.
  private static void print(Graph graph, int... parts) {
    try (Device device = Device.open(TestModels.options().plugin())) {
      Compiler compiler = Compiler.of(device, Optional.empty());
      OUT.println("| budget | rewrites | forecast | XLA | compiling |");
      OUT.println("| --- | --- | --- | --- | --- |");
      long natural = print("none", graph, OptionalLong.empty(), compiler);
      for (int percent : parts) {
        print(percent + " %", graph, OptionalLong.of(natural * percent / 100), compiler);
      }
    }
  }

  /// Returns XLA's temporaries.
  private static long print(String budget, Graph graph, OptionalLong bytes, Compiler compiler) {
    var target = compiler.device().target();
    long forecast = ProgramForecast.of(graph, target, bytes).tempBytes();
    long begin = System.nanoTime();
    try (CompiledProgram compiled = compiler.compile(graph, bytes)) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      long measured = compiled.executable().memory().tempBytes();
      OUT.printf(
          "| %s | %s | %,d | %,d | %.0f s |%n",
          budget, rewrites(graph, bytes, target), forecast, measured, seconds);
      return measured;
    }
  }

  /// Each kind of rewrite, and how often it was made.
  private static String rewrites(Graph graph, OptionalLong bytes, Target target) {
    return StandardPipelines.of(bytes).run(Program.of(graph), target).reports().stream()
        .filter(report -> report.pass().equals("lower-peak"))
        .flatMap(report -> report.rewrites().stream())
        .map(rewrite -> rewrite.replaceFirst(" (at|for) .*", ""))
        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(kind -> kind.getValue() + " x " + kind.getKey())
        .collect(Collectors.joining(", "));
  }
}
