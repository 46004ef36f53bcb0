package dev.strobe.pjrt;

import java.util.List;
import java.util.Map;

/// A program after the compiler's passes, as far as the way of a value through it can be followed.
///
/// @param computations by their numbers
/// @param entry the number of the one that is run
public record HloProgram(Map<Long, Computation> computations, long entry) {
  public HloProgram {
    computations = Map.copyOf(computations);
  }

  /// Instructions, each after its operands.
  ///
  /// @param root the number of the one whose result is the computation's
  public record Computation(List<Instruction> instructions, long root) {
    public Computation {
      instructions = List.copyOf(instructions);
    }
  }

  /// One instruction.
  ///
  /// @param opcode as HLO text spells it
  /// @param dimensions of its result; empty for a tuple, too
  /// @param index of a parameter among the computation's, or of an element in a tuple
  /// @param operands numbers of instructions
  /// @param called numbers of computations
  public record Instruction(
      long id,
      String name,
      String opcode,
      List<Long> dimensions,
      int index,
      List<Long> operands,
      List<Long> called) {
    public Instruction {
      dimensions = List.copyOf(dimensions);
      operands = List.copyOf(operands);
      called = List.copyOf(called);
    }
  }
}
