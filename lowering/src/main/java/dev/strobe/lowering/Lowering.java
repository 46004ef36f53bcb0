package dev.strobe.lowering;

import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.text.StableHloWriter;

/// Turns a program into what a PJRT plugin accepts.
public final class Lowering {
  private Lowering() {}

  /// Legalises a program for a target and writes it.
  ///
  /// The donated parameters are those with the role of state, where the target donates.
  ///
  /// @throws dev.strobe.ir.InvalidOpException for a program that is not valid, that uses an element
  ///   type which the target lacks, or that XLA's compiler would end the process on
  public static LoweredProgram lower(Program program, Target target) {
    Verifier.requireValid(program);
    ElementTypeCheck.require(program, target);
    AbortCheck.require(program);
    Program guarded = FoldingGuards.apply(ClampedSlices.apply(program));
    Program legalised = target.donation() ? StateDonation.apply(guarded) : guarded;
    if (target.donation() && target.recomputes()) {
      legalised = StateBarriers.apply(legalised);
    }
    String text = StableHloWriter.write(legalised, StableHloWriter.Style.EXECUTABLE);
    return new LoweredProgram(legalised, text, CompileOptions.single());
  }
}
