package dev.strobe.tests.memory;

import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.compile.ForecastCheck;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.memory.Steps.Step;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Prints the table of docs/memory-planning.md; runs only when asked for by name.
final class ForecastBenchmark {
  private static final PrintStream OUT = System.out;

  @Test
  void table() {
    OUT.println("| program | temporaries forecast | XLA | ratio | total forecast |");
    OUT.println("| --- | --- | --- | --- | --- |");
    try (Device device = Device.open(TestModels.options().plugin())) {
      Compiler compiler = Compiler.of(device, TestModels.options().cacheFolder());
      for (String model : List.of("smollm2", "gemma3-270m")) {
        for (int capacity : new int[] {512, 2048}) {
          Steps.of(Model.config(TestModels.file(model)), capacity)
              .forEach(step -> print(model, step, WeightType.F32, compiler));
        }
        printNarrow(model, WeightType.BF16, compiler);
        printNarrow(model, WeightType.INT8, compiler);
      }
      LongStream.range(7_000_000, 7_000_012).forEach(seed -> printRandom(seed, compiler));
    }
  }

  private static void printNarrow(String model, WeightType weights, Compiler compiler) {
    Steps.of(Model.config(TestModels.file(model)), 512)
        .forEach(step -> print(model + " " + weights, step, weights, compiler));
  }

  private static void printRandom(long seed, Compiler compiler) {
    print("seed " + seed, Steps.random(new Random(seed)), WeightType.F32, compiler);
  }

  private static void print(String name, Step step, WeightType weights, Compiler compiler) {
    ForecastCheck check = compiler.check(step.program(weights));
    OUT.printf(
        "| %s, %d x %d tokens, capacity %d | %,d | %,d | %.3f | %,d |%n",
        name,
        step.shape().batch(),
        step.shape().tokens(),
        step.shape().capacity(),
        check.forecast().tempBytes(),
        check.measured().tempBytes(),
        check.ratio(),
        check.forecast().totalBytes());
  }
}
