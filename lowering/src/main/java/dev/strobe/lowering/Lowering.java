package dev.strobe.lowering;

import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorSignature;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.refine.RefineShapes;
import dev.strobe.ir.text.StableHloWriter;

/// Turns a program into what a PJRT plugin accepts.
public final class Lowering {
  private Lowering() {}

  /// Legalises a program for a target and writes it.
  ///
  /// Its entry function takes and returns tensors only ([TensorSignature]). The donated parameters
  /// are those with the role of state, where the target donates.
  ///
  /// @throws dev.strobe.ir.InvalidOpException for a program that is not valid, whose sizes stay
  ///   unknown, that uses an element type or a custom call which the target lacks, or that XLA's
  ///   compiler would end the process on
  public static LoweredProgram lower(Program program, Target target) {
    return lower(program, target, 1);
  }

  /// The same for replicas that run side by side.
  public static LoweredProgram lower(Program program, Target target, int replicas) {
    Verifier.requireValid(program);
    Program expanded = new DecomposeComposites(target).apply(program);
    Program refined = RefineShapes.refine(TensorSignature.apply(expanded));
    Program known = DecomposeQuantized.apply(StructuralForms.apply(AsyncForms.apply(refined)));
    ElementTypeCheck.require(known, target);
    AbortCheck.require(known);
    new CollectiveCheck(replicas).require(known);
    Program formed = MissingOps.apply(new RootedCollectives(replicas).apply(known));
    Program spelled = target.widens() ? NarrowProducts.apply(formed) : formed;
    Program guarded = FoldingGuards.apply(ClampedSlices.apply(spelled));
    Program legalised = target.donation() ? StateDonation.apply(guarded) : guarded;
    if (target.donation() && target.recomputes()) {
      legalised = StateBarriers.apply(legalised);
    }
    String text = StableHloWriter.write(legalised, StableHloWriter.Style.EXECUTABLE);
    return new LoweredProgram(legalised, text, CompileOptions.replicated(replicas));
  }
}
