package dev.strobe.pjrt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the instructions of XLA's optimised module. Source: xla/service/hlo.proto.
final class HloReader {
  // HloModuleProtoWithConfig, HloModuleProto
  private static final int MODULE = 1;
  private static final int COMPUTATIONS = 3;
  private static final int ENTRY_ID = 6;
  // HloComputationProto
  private static final int INSTRUCTIONS = 2;
  private static final int COMPUTATION_ID = 5;
  private static final int ROOT_ID = 6;
  // HloInstructionProto, ShapeProto
  private static final int NAME = 1;
  private static final int OPCODE = 2;
  private static final int SHAPE = 3;
  private static final int PARAMETER_NUMBER = 9;
  private static final int TUPLE_INDEX = 13;
  private static final int INSTRUCTION_ID = 35;
  private static final int OPERAND_IDS = 36;
  private static final int CALLED_IDS = 38;
  private static final int DIMENSIONS = 3;

  private HloReader() {}

  /// The program in a serialised HloModuleProtoWithConfig.
  static HloProgram read(WireReader moduleWithConfig) {
    HloProgram program = new HloProgram(Map.of(), 0);
    for (int field = moduleWithConfig.nextField();
        field != 0;
        field = moduleWithConfig.nextField()) {
      if (field == MODULE) {
        program = module(moduleWithConfig.message());
      } else {
        moduleWithConfig.skip();
      }
    }
    return program;
  }

  private static HloProgram module(WireReader module) {
    Map<Long, HloProgram.Computation> computations = new HashMap<>();
    long entry = 0;
    for (int field = module.nextField(); field != 0; field = module.nextField()) {
      switch (field) {
        case COMPUTATIONS -> addComputation(module.message(), computations);
        case ENTRY_ID -> entry = module.number();
        default -> module.skip();
      }
    }
    return new HloProgram(computations, entry);
  }

  private static void addComputation(
      WireReader computation, Map<Long, HloProgram.Computation> computations) {
    List<HloProgram.Instruction> instructions = new ArrayList<>();
    long id = 0;
    long root = 0;
    for (int field = computation.nextField(); field != 0; field = computation.nextField()) {
      switch (field) {
        case INSTRUCTIONS -> instructions.add(instruction(computation.message()));
        case COMPUTATION_ID -> id = computation.number();
        case ROOT_ID -> root = computation.number();
        default -> computation.skip();
      }
    }
    computations.put(id, new HloProgram.Computation(instructions, root));
  }

  private static HloProgram.Instruction instruction(WireReader instruction) {
    long id = 0;
    String name = "";
    String opcode = "";
    int index = 0;
    List<Long> dimensions = new ArrayList<>();
    List<Long> operands = new ArrayList<>();
    List<Long> called = new ArrayList<>();
    for (int field = instruction.nextField(); field != 0; field = instruction.nextField()) {
      switch (field) {
        case NAME -> name = instruction.text();
        case OPCODE -> opcode = instruction.text();
        case SHAPE -> addDimensions(instruction.message(), dimensions);
        case PARAMETER_NUMBER, TUPLE_INDEX ->
            index = Math.max(index, Math.toIntExact(instruction.number()));
        case INSTRUCTION_ID -> id = instruction.number();
        case OPERAND_IDS -> operands.addAll(instruction.numbers());
        case CALLED_IDS -> called.addAll(instruction.numbers());
        default -> instruction.skip();
      }
    }
    return new HloProgram.Instruction(id, name, opcode, dimensions, index, operands, called);
  }

  private static void addDimensions(WireReader shape, List<Long> dimensions) {
    for (int field = shape.nextField(); field != 0; field = shape.nextField()) {
      if (field == DIMENSIONS) {
        dimensions.addAll(shape.numbers());
      } else {
        shape.skip();
      }
    }
  }
}
