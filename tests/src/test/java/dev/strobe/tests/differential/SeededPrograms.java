package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// Random programs, one a seed, each of which has to pass a check: as many as are asked for, 2,500
/// with `-Dstrobe.nightly=true`, one with `-Dstrobe.seed=N`.
record SeededPrograms(LongFunction<RandomProgram> programs, int count) {
  private static final int NIGHTLY = 2_500;
  private static final Path SEED =
      Path.of(System.getProperty("strobe.root"), "tests", "target", "differential.seed");

  /// Fails with the seeds that do not pass, and the first of their programs made small.
  void check(Check check) {
    List<Long> failing = new ArrayList<>();
    for (long seed : seeds()) {
      note(seed);
      if (check.wrong(programs.apply(seed)).isPresent()) {
        failing.add(seed);
      }
    }
    if (!failing.isEmpty()) {
      fail(failing.size() + " seeds fail: " + failing + "\n" + report(check, failing.getFirst()));
    }
  }

  private static void note(long seed) {
    try {
      Files.writeString(SEED, seed + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long[] seeds() {
    String one = System.getProperty("strobe.seed", "");
    int all = Boolean.getBoolean("strobe.nightly") ? NIGHTLY : count;
    return one.isEmpty()
        ? LongStream.rangeClosed(1, all).toArray()
        : new long[] {Long.parseLong(one)};
  }

  private String report(Check check, long seed) {
    RandomProgram smallest = Shrinker.shrink(programs.apply(seed), p -> check.wrong(p).isPresent());
    String difference = check.wrong(smallest).orElse("passes when run again");
    return "-Dstrobe.seed=%d: %s%n%s".formatted(seed, difference, smallest.text());
  }
}
