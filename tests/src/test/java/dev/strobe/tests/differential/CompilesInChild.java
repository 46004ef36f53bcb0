package dev.strobe.tests.differential;

import dev.strobe.ir.Target;
import dev.strobe.lowering.Lowering;
import java.util.Optional;

/// Holds a program against nothing but that the plugin compiles it without ending the process.
record CompilesInChild() implements Check {
  @Override
  public Optional<String> apply(RandomProgram random) {
    int status = ChildCompilation.status(Lowering.lower(random.program(), Target.of("cpu")).text());
    return status == 0
        ? Optional.empty()
        : Optional.of("compiling ended the process with status " + status);
  }
}
