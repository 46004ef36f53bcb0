package dev.strobe.tests.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Program;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.StepShape;
import dev.strobe.models.StepShape.Outputs;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.compile.ForecastCheck;
import dev.strobe.runtime.compile.ProgramForecast;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.memory.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is forecast before compiling is what XLA:CPU says afterwards: arguments, outputs and
/// aliases to the byte, temporaries and peak within a tenth or 2 MiB.
class ForecastTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("strobe.nightly");

  private static final List<WeightType> NARROW = List.of(WeightType.BF16, WeightType.INT8);

  private static Device device;
  private static Compiler compiler;

  @BeforeAll
  static void open() {
    device = Device.open(TestModels.options().plugin());
    compiler = Compiler.of(device, TestModels.options().cacheFolder());
  }

  @AfterAll
  static void close() {
    device.close();
  }

  static Stream<String> tinyModels() throws IOException {
    try (Stream<Path> folders = Files.list(TestModels.tiny("llama").getParent())) {
      return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("tinyModels")
  void holdsForEveryProgramOfATinyModel(String name) {
    for (Step step : Steps.of(Model.config(TestModels.tiny(name)), 256)) {
      require(name + " " + step.shape(), step.program());
    }
  }

  /// The decode step and the widest in the suite, all nightly.
  @ParameterizedTest
  @MethodSource("tinyModels")
  void holdsForNarrowWeightsOfATinyModel(String name) {
    for (Step step : Steps.of(Model.config(TestModels.tiny(name)), 256)) {
      int tokens = step.shape().tokens();
      if (NIGHTLY || tokens == 1 || tokens == 512) {
        requireNarrow(name, step);
      }
    }
  }

  private static void requireNarrow(String name, Step step) {
    for (WeightType weights : NARROW) {
      require(name + " " + weights + " " + step.shape(), step.program(weights));
    }
  }

  /// Log-probabilities are computed from logits of a few rows after others.
  @ParameterizedTest
  @ValueSource(strings = {"llama", "gemma2-softcaps"})
  void holdsForLogProbabilities(String name) {
    StepShape shape = new StepShape(1, 512, 512, 512, Outputs.LOG_PROBABILITIES);
    require(name, new Step(Model.config(TestModels.tiny(name)), shape).program());
  }

  @Test
  void holdsForSmolLm2() {
    checkReal("smollm2");
  }

  @Test
  @EnabledIf(
      value = "gemmaTermsAccepted",
      disabledReason = "terms not accepted: set STROBE_ACCEPT_TERMS=gemma to run it")
  void holdsForGemma3() {
    checkReal("gemma3-270m");
  }

  static boolean gemmaTermsAccepted() {
    return TestModels.accepted("gemma");
  }

  /// The decode step and the widest in the suite, all nightly.
  private static void checkReal(String name) {
    FlashConfig config = Model.config(TestModels.file(name));
    for (Step step : Steps.of(config, 512)) {
      int tokens = step.shape().tokens();
      if (NIGHTLY || tokens == 1 || tokens == 128 || tokens == 512) {
        require(name + " " + step.shape(), step.program());
      }
      if (NIGHTLY || tokens == 1 || tokens == 512) {
        requireNarrow(name, step);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama", "gemma3", "qwen2-windows"})
  void holdsForChunksOfATinyModel(String name) {
    requireInChunks(name, new Step(Model.config(TestModels.tiny(name)), prefill(1024)));
  }

  @Test
  void holdsForChunksOfSmolLm2() {
    FlashConfig config = Model.config(TestModels.file("smollm2"));
    requireInChunks("smollm2", new Step(config, prefill(512)));
    StepShape scored = new StepShape(1, 512, 512, 512, Outputs.LOG_PROBABILITIES);
    require("smollm2 " + scored, new Step(config, scored).program());
  }

  private static StepShape prefill(int tokens) {
    return new StepShape(1, tokens, tokens, tokens, Outputs.LAST_LOGITS);
  }

  /// With attention in chunks as short as they get.
  private static void requireInChunks(String name, Step step) {
    OptionalLong none = OptionalLong.of(0);
    Graph graph = step.program().main();
    try (CompiledProgram compiled = compiler.compile(graph, none)) {
      ForecastCheck check =
          new ForecastCheck(
              ProgramForecast.of(graph, compiler.device().target(), none),
              compiled.executable().memory(),
              ImmutableList.of());
      assertTrue(check.isExact() && check.isClose(), () -> name + ": " + said(check));
    }
  }

  /// Seeds that were not looked at while the forecast was written; more of them nightly.
  @ParameterizedTest
  @ValueSource(longs = {13_000_000, 14_000_000})
  void holdsForModelsAndShapesMadeByChance(long seed) {
    for (int i = 0; i < (NIGHTLY ? 100 : 6); i++) {
      Step step = Steps.random(new Random(seed + i));
      require("seed " + (seed + i) + " " + step.shape(), step.program());
    }
  }

  private static void require(String what, Program program) {
    ForecastCheck check = compiler.check(program);
    assertTrue(check.isExact(), () -> what + ": " + said(check));
    assertTrue(check.isClose(), () -> what + ": " + said(check) + explained(program));
  }

  private static String said(ForecastCheck check) {
    var forecast = check.forecast();
    return "forecast arguments %d, outputs %d, aliases %d, temporaries %d, peak %d, got %s"
        .formatted(
            forecast.argumentBytes(),
            forecast.outputBytes(),
            forecast.aliasBytes(),
            forecast.tempBytes(),
            forecast.peakBytes(),
            check.measured());
  }

  private static String explained(Program program) {
    return "\n" + String.join("\n", compiler.explain(program).differences());
  }
}
