package dev.strobe.tests.scale;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloReader;
import dev.strobe.ir.text.StableHloWriter;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is done with programs however large they are.
enum Work {
  READ(
      program -> {
        String text = StableHloWriter.write(program);
        return () -> StableHloReader.read(text);
      }),
  WRITE(program -> () -> StableHloWriter.write(program)),
  VERIFY(program -> () -> Verifier.verify(program)),
  PASSES(program -> () -> StandardPipelines.standard().run(program, Target.of("cpu")));

  private final Function<Program, Supplier<?>> work;

  Work(Function<Program, Supplier<?>> work) {
    this.work = work;
  }

  Supplier<?> on(Program program) {
    return work.apply(program);
  }
}
