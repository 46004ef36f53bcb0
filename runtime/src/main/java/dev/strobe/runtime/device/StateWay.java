package dev.strobe.runtime.device;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.pjrt.HloProgram;
import dev.strobe.pjrt.HloProgram.Computation;
import dev.strobe.pjrt.HloProgram.Instruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The way of state through an optimised program: from its parameter through updates, loops and
/// changes of type and layout, as long as it is one whole tensor.
final class StateWay {
  /// What is no state.
  private static final int NONE = -1;

  private final HloProgram program;
  private final Map<Integer, ImmutableLongArray> states;
  private final List<StateRewrite> rewrites = new ArrayList<>();

  private StateWay(HloProgram program, Map<Integer, ImmutableLongArray> states) {
    this.program = program;
    this.states = states;
  }

  /// Copies and conversions of state, in any computation.
  ///
  /// @param states dimensions by the index of the parameter
  static List<StateRewrite> rewrites(HloProgram program, Map<Integer, ImmutableLongArray> states) {
    StateWay way = new StateWay(program, states);
    Computation entry = program.computations().get(program.entry());
    if (entry != null) {
      long last = entry.instructions().stream().mapToLong(Instruction::index).max().orElse(0);
      List<List<Integer>> parameters = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        parameters.add(List.of(states.containsKey(i) ? i : NONE));
      }
      way.follow(entry, parameters);
    }
    return way.rewrites;
  }

  /// Which states the elements of a computation's result are.
  ///
  /// @param parameters the same of its parameters
  private List<Integer> follow(Computation computation, List<List<Integer>> parameters) {
    Map<Long, List<Integer>> known = new HashMap<>();
    for (Instruction instruction : computation.instructions()) {
      List<List<Integer>> operands =
          instruction.operands().stream().map(id -> known.getOrDefault(id, List.of(NONE))).toList();
      List<Integer> found = result(instruction, operands, parameters);
      known.put(instruction.id(), found);
      boolean rewrites =
          instruction.opcode().equals("copy") || instruction.opcode().equals("convert");
      found.stream()
          .filter(state -> rewrites && state != NONE && hasShapeOf(state, instruction))
          .forEach(
              state ->
                  this.rewrites.add(
                      new StateRewrite(state, instruction.opcode(), instruction.name())));
    }
    return known.getOrDefault(computation.root(), List.of(NONE));
  }

  private boolean hasShapeOf(int state, Instruction instruction) {
    return states
        .getOrDefault(state, ImmutableLongArray.of())
        .asList()
        .equals(instruction.dimensions());
  }

  private List<Integer> result(
      Instruction instruction, List<List<Integer>> operands, List<List<Integer>> parameters) {
    return switch (instruction.opcode()) {
      case "parameter" -> element(parameters, instruction.index());
      case "tuple", "optimization-barrier" -> operands.stream().flatMap(List::stream).toList();
      case "get-tuple-element" ->
          List.of(
              instruction.index() < operands.getFirst().size()
                  ? operands.getFirst().get(instruction.index())
                  : NONE);
      case "fusion", "call" -> called(instruction, 0, operands);
      case "while" -> {
        instruction.called().forEach(id -> follow(id, operands));
        yield operands.getFirst();
      }
      case "conditional" -> {
        List<Integer> first = List.of(NONE);
        for (int branch = instruction.called().size() - 1; branch >= 0; branch--) {
          first = called(instruction, branch, List.of(operands.get(branch + 1)));
        }
        yield first;
      }
      case "bitcast", "convert", "copy", "dynamic-update-slice", "reshape", "scatter" ->
          operands.getFirst();
      default -> List.of(NONE);
    };
  }

  private static List<Integer> element(List<List<Integer>> parameters, int index) {
    return index < parameters.size() ? parameters.get(index) : List.of(NONE);
  }

  private List<Integer> called(Instruction instruction, int at, List<List<Integer>> parameters) {
    return at < instruction.called().size()
        ? follow(instruction.called().get(at), parameters)
        : List.of(NONE);
  }

  private List<Integer> follow(long id, List<List<Integer>> parameters) {
    Computation computation = program.computations().get(id);
    return computation == null ? List.of(NONE) : follow(computation, parameters);
  }
}
