package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;

/// A program with which XLA's CPU plugin does something else than StableHLO says.
///
/// @param title its heading in `docs/xla-differences.md`
/// @param outcome what the plugin makes of the program as it is
/// @param guarded whether lowering writes it so that the plugin does as StableHLO says
record KnownDifference(
    String title,
    Program program,
    ImmutableList<Literal> arguments,
    Outcome outcome,
    boolean guarded) {

  /// What a plugin may do with a program that it does not run as StableHLO says.
  enum Outcome {
    ENDS_THE_PROCESS,
    REFUSES,
    COMPUTES_SOMETHING_ELSE
  }

  /// One that lowering guards against.
  static KnownDifference guarded(
      String title, GraphBuilder b, Outcome outcome, Literal... arguments) {
    return new KnownDifference(
        title, Program.of(b.build()), ImmutableList.copyOf(arguments), outcome, true);
  }

  /// One that is left as it is.
  static KnownDifference left(String title, GraphBuilder b, Outcome outcome, Literal... arguments) {
    return new KnownDifference(
        title, Program.of(b.build()), ImmutableList.copyOf(arguments), outcome, false);
  }

  @Override
  public String toString() {
    return title;
  }
}
