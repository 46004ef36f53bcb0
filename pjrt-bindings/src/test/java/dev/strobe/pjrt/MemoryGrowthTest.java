package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The resident memory of a process that opens and closes for long. `-Pnightly` goes on for longer,
/// on all plugins.
class MemoryGrowthTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("strobe.nightly");
  private static final Pattern RESIDENT = Pattern.compile("resident (\\d+) (\\d+)");

  static Stream<TestPlugins> plugins() {
    return NIGHTLY ? Stream.of(TestPlugins.values()) : Stream.of(TestPlugins.NEWEST);
  }

  /// 200 cycles; 1,000 nightly.
  @ParameterizedTest
  @MethodSource("plugins")
  void compilingExecutingAndClosingDoesNotGrowTheProcess(TestPlugins which) throws Exception {
    staysSmall(ChildScene.COMPILE_CYCLES, which, 3);
  }

  /// 200 cycles; 1,000 nightly.
  @ParameterizedTest
  @MethodSource("plugins")
  void openingAndClosingClientsDoesNotGrowTheProcess(TestPlugins which) throws Exception {
    staysSmall(ChildScene.CLIENT_CYCLES, which, 3);
  }

  /// 10,000 steps; 1,000,000 nightly.
  @ParameterizedTest
  @MethodSource("plugins")
  void donatingStepsDoNotGrowTheProcess(TestPlugins which) throws Exception {
    String output = staysSmall(ChildScene.DONATING_STEPS, which, 1);
    assertTrue(output.contains("counted " + (NIGHTLY ? 1_010_000 : 20_000)), output);
  }

  private static String staysSmall(ChildScene scene, TestPlugins which, int percent)
      throws Exception {
    // A heap of one size that is touched from the start, a compiler that is done when the warm-up
    // is, and one pool of native memory instead of one for each thread: what grows then is the
    // plugin's, or ours.
    try (ChildJvm child =
        ChildJvm.start(
            scene,
            which,
            Map.of("MALLOC_ARENA_MAX", "1"),
            "-Xms64m",
            "-Xmx64m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xbatch",
            "-Dstrobe.nightly=" + NIGHTLY)) {
      ChildJvm.Outcome outcome = child.end(Duration.ofMinutes(NIGHTLY ? 20 : 4));
      assertEquals(0, outcome.exitCode(), outcome.output());
      Matcher resident = RESIDENT.matcher(outcome.output());
      assertTrue(resident.find(), outcome.output());
      long before = Long.parseLong(resident.group(1));
      long after = Long.parseLong(resident.group(2));
      assertTrue(
          after * 100 < before * (100 + percent),
          "grew by " + percent + " % or more: " + outcome.output());
      return outcome.output();
    }
  }
}
