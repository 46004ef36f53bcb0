package dev.strobe.tests.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.Program;
import dev.strobe.models.FlashConfig;
import dev.strobe.models.WeightType;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.compile.ForecastCheck;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import dev.strobe.tests.memory.Steps.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

  /// Whose step of 512 tokens over as many positions, with f32 weights, gets one buffer of scores
  /// too many from XLA: it puts one layer's exponentials above memory that is free
  /// (`docs/memory-planning.md`).
  private static final Set<String> WASTED =
      Set.of(
          "gemma3",
          "gemma3-all-global",
          "gemma3-all-local",
          "gemma3-linear-rope",
          "gemma3-seven-layers");

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

  /// All but what [#missesTheBarForSteps512LongOver512PositionsOf] names.
  @ParameterizedTest
  @MethodSource("tinyModels")
  void holdsForEveryProgramOfATinyModel(String name) {
    for (Step step : Steps.of(Model.config(TestModels.tiny(name)), 256)) {
      if (!isMissed(name, step)) {
        require(name + " " + step.shape(), step.program());
      }
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

  private static boolean isMissed(String name, Step step) {
    return WASTED.contains(name) && step.shape().tokens() == 512;
  }

  static Stream<String> missed() {
    return WASTED.stream().sorted();
  }

  /// XLA's arena is half as high again as forecast. Of two orders of buffers of one size it takes
  /// the worse, by how many others come and go meanwhile, which depends on XLA's order of steps.
  /// Should this fail because the forecast is close, the exception above is to go.
  @ParameterizedTest
  @MethodSource("missed")
  void missesTheBarForSteps512LongOver512PositionsOf(String name) {
    Step step = Steps.of(Model.config(TestModels.tiny(name)), 512).getLast();
    long scores = 4L * 512 * 512 * step.config().attention().heads();
    ForecastCheck check = compiler.explain(step.program());
    assertTrue(check.isExact(), () -> said(check));
    assertFalse(check.isClose(), () -> said(check));
    assertTrue(
        check.arena().stream().anyMatch(b -> b.size() == scores && b.offset() >= 2 * scores),
        () -> String.join("\n", check.differences()));
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
