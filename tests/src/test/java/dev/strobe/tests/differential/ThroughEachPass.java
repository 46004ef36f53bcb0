package dev.strobe.tests.differential;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.text.StableHloWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds a program after each pass that rewrites it, those that lower its peak too, against itself
/// before them, bit by bit.
///
/// @param hits how often each pass has rewritten something so far, by name
record ThroughEachPass(Map<String, Integer> hits) implements Check {
  @Override
  public Optional<String> apply(RandomProgram random) {
    List<Literal> want = Interpreter.run(random.program(), random.arguments());
    List<String> faults = new ArrayList<>();
    StandardPipelines.within(0)
        .runObserved(
            random.program(),
            Target.of("cpu"),
            (pass, program, reports) -> {
              int count = reports.stream().mapToInt(PassReport::hits).sum();
              hits.merge(pass.name(), count, Integer::sum);
              if (count > 0) {
                fault(pass, program, random.arguments(), want).ifPresent(faults::add);
              }
            });
    return faults.stream().findFirst();
  }

  private static Optional<String> fault(
      Pass pass, Program program, List<Literal> arguments, List<Literal> want) {
    List<String> invalid = Verifier.verify(program).stream().map(Object::toString).toList();
    if (!invalid.isEmpty()) {
      return Optional.of(pass.name() + " left " + invalid);
    }
    return Interpreter.run(program, arguments).equals(want)
        ? Optional.empty()
        : Optional.of(pass.name() + " changed the result to\n" + StableHloWriter.write(program));
  }
}
