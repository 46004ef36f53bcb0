package dev.strobe.tests.differential;

import dev.strobe.ir.Literal;
import java.util.List;
import java.util.Optional;

/// One way to run a program that has to agree with the interpreter.
interface Check {
  /// What is wrong with a program, if anything.
  Optional<String> apply(RandomProgram random);

  /// The same, where an exception is wrong too.
  default Optional<String> wrong(RandomProgram random) {
    try {
      return apply(random);
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  /// The first result that differs by more than it may.
  static Optional<String> difference(RandomProgram random, List<Literal> want, List<Literal> got) {
    for (int i = 0; i < want.size(); i++) {
      Optional<String> difference = Agreement.difference(want.get(i), got.get(i), random.error(i));
      if (difference.isPresent()) {
        return Optional.of("result " + i + ", " + difference.get());
      }
    }
    return Optional.empty();
  }
}
