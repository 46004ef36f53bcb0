package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;

/// The rows of `docs/xla-differences.md`, each with its smallest program.
final class KnownDifferences {
  private KnownDifferences() {}

  static ImmutableList<KnownDifference> all() {
    return ImmutableList.<KnownDifference>builder()
        .addAll(GuardedDifferences.all())
        .addAll(LeftDifferences.all())
        .addAll(WindowDifferences.all())
        .build();
  }
}
