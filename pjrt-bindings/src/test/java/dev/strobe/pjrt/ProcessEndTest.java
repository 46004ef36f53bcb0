package dev.strobe.pjrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How processes end, and what they do to signals, with a client open and its device at work.
@Timeout(120)
class ProcessEndTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration EVENTUALLY = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource
  void mainMayReturnWithEverythingOpen(TestPlugins which) throws Exception {
    try (ChildJvm child = ChildJvm.start(ChildScene.RETURN_WITH_OPEN_HANDLES, which)) {
      child.awaitLine("main returns");
      endsQuietly(child.end(SOON), 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void exitEndsAnExecutionUnderWay(TestPlugins which) throws Exception {
    try (ChildJvm child = ChildJvm.start(ChildScene.EXIT_DURING_EXECUTION, which)) {
      child.awaitLine("exiting");
      endsQuietly(child.end(SOON), 7);
    }
  }

  static Stream<Arguments> signals() {
    return Stream.of(TestPlugins.values())
        .flatMap(
            which -> Stream.of(Arguments.of(which, "INT", 2), Arguments.of(which, "TERM", 15)));
  }

  @ParameterizedTest
  @MethodSource("signals")
  void signalsRunShutdownHooksAndEndTheProcess(TestPlugins which, String signal, int number)
      throws Exception {
    try (ChildJvm child = ChildJvm.start(ChildScene.AWAIT_SIGNAL, which)) {
      child.awaitLine("waiting");
      child.signal(signal);
      ChildJvm.Outcome outcome = child.end(SOON);
      endsQuietly(outcome, 128 + number);
      assertTrue(outcome.output().endsWith("the hook ran\n"), outcome.output());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nullChecksAndStackOverflowsStayExceptions(TestPlugins which) throws Exception {
    try (ChildJvm child = ChildJvm.start(ChildScene.FAULTS_OF_THE_JVM, which)) {
      child.awaitLine("200 nulls, 4 overflows");
      endsQuietly(child.end(SOON), 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKilledProcessLeavesNothingLocked(TestPlugins which) throws Exception {
    try (ChildJvm child = ChildJvm.start(ChildScene.DONATE_FOREVER, which)) {
      child.awaitLine("donating");
      child.signal("KILL");
      assertEquals(128 + 9, child.end(SOON).exitCode());
    }
    try (ChildJvm next = ChildJvm.start(ChildScene.OPEN_CLIENT, which)) {
      next.awaitLine("opened");
      endsQuietly(next.end(EVENTUALLY), 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownXlaFlagEndsTheProcessAndIsNamed(TestPlugins which) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            ChildScene.OPEN_CLIENT, which, Map.of("XLA_FLAGS", "--xla_no_such_flag=true"))) {
      ChildJvm.Outcome outcome = child.end(EVENTUALLY);
      assertNotEquals(0, outcome.exitCode());
      assertTrue(outcome.output().contains("xla_no_such_flag"), outcome.output());
      assertFalse(outcome.output().contains("Exception"), outcome.output());
    }
  }

  private static void endsQuietly(ChildJvm.Outcome outcome, int exitCode) {
    assertEquals(exitCode, outcome.exitCode(), outcome.output());
    assertFalse(outcome.output().contains("SIG"), outcome.output());
    assertFalse(outcome.output().contains("Exception"), outcome.output());
  }
}
