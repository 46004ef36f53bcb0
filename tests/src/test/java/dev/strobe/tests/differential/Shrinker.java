package dev.strobe.tests.differential;

import dev.strobe.ir.Verifier;
import java.util.Optional;
import java.util.function.Predicate;

/// Makes a failing program smaller for as long as it fails.
///
/// Takes the first of its [Reductions] and [Resizing]s that fails too, and starts over from there.
/// Each makes the program smaller, so this ends; after [#MOST_TRIES] runs it ends with what it has.
final class Shrinker {
  private static final int MOST_TRIES = 2_000;

  private final Predicate<RandomProgram> fails;
  private int tries;

  private Shrinker(Predicate<RandomProgram> fails) {
    this.fails = fails;
  }

  /// A program as small as it gets for which the predicate holds, as it does for the given one.
  static RandomProgram shrink(RandomProgram failing, Predicate<RandomProgram> fails) {
    Shrinker shrinker = new Shrinker(fails);
    RandomProgram smallest = failing;
    Optional<RandomProgram> smaller = shrinker.smaller(smallest);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = shrinker.smaller(smallest);
    }
    return smallest;
  }

  private Optional<RandomProgram> smaller(RandomProgram program) {
    return Reductions.of(program)
        .filter(candidate -> Verifier.verify(candidate.program()).isEmpty())
        .filter(candidate -> tries++ < MOST_TRIES && fails.test(candidate))
        .findFirst();
  }
}
