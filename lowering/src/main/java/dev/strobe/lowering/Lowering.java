package dev.strobe.lowering;

import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.refine.RefineShapes;
import dev.strobe.ir.text.StableHloWriter;

/// Turns a program into what a PJRT plugin accepts.
public final class Lowering {
  private Lowering() {}

  /// Legalises a program for a target and writes it.
  ///
  /// The donated parameters are those with the role of state, where the target donates.
  ///
  /// @throws dev.strobe.ir.InvalidOpException for a program that is not valid, whose sizes stay
  ///   unknown, that uses an element type which the target lacks, or that XLA's compiler would end
  ///   the process on
  public static LoweredProgram lower(Program program, Target target) {
    Verifier.requireValid(program);
    Program known = RefineShapes.refine(program);
    ElementTypeCheck.require(known, target);
    AbortCheck.require(known);
    Program guarded = FoldingGuards.apply(ClampedSlices.apply(Spellings.apply(known)));
    Program legalised = target.donation() ? StateDonation.apply(guarded) : guarded;
    if (target.donation() && target.recomputes()) {
      legalised = StateBarriers.apply(legalised);
    }
    String text = StableHloWriter.write(legalised, StableHloWriter.Style.EXECUTABLE);
    return new LoweredProgram(legalised, text, CompileOptions.single());
  }
}
