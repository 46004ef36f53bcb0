package dev.strobe.tests.scale;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A program ten times as large costs about ten times as much: held for what is allocated, since
/// time differs from run to run.
final class LinearityTest {
  private static final double LARGEST_RATIO = 1.5;

  static Stream<Arguments> cases() {
    return Arrays.stream(Form.values())
        .flatMap(form -> Arrays.stream(Work.values()).map(work -> Arguments.of(form, work)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aNodeOfALargeProgramCostsWhatOneOfASmallProgramDoes(Form form, Work work) {
    double small = allocatedPerNode(form, work, 10_000);
    double large = allocatedPerNode(form, work, 100_000);
    assertTrue(
        large < LARGEST_RATIO * small,
        () -> "%.0f bytes a node became %.0f".formatted(small, large));
  }

  private static double allocatedPerNode(Form form, Work work, int nodes) {
    return (double) Cost.allocated(work.on(form.program(nodes))) / nodes;
  }
}
