package dev.strobe.tests.differential;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloWriter;
import java.util.List;
import java.util.Optional;

/// Holds a program after all passes, with as little memory as they can do with, against itself
/// before them, bit by bit.
record ThroughPasses() implements Check {
  @Override
  public Optional<String> apply(RandomProgram random) {
    List<Literal> want = Interpreter.run(random.program(), random.arguments());
    Program after =
        StandardPipelines.within(0).runVerified(random.program(), Target.of("cpu")).program();
    List<Literal> got = Interpreter.run(after, random.arguments());
    return want.equals(got)
        ? Optional.empty()
        : Optional.of("passes changed the result to\n" + StableHloWriter.write(after));
  }
}
