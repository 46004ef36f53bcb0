package dev.strobe.pjrt;

import static dev.strobe.pjrt.PjrtElementType.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads a program's signature from XLA's optimised module: the C API tells what a program returns
/// but not what it takes, and a CPU plugin compares only sizes in bytes. Source:
/// xla/service/hlo.proto and xla/xla_data.proto.
final class SignatureReader {
  // HloModuleProtoWithConfig, HloModuleProto, HloInputOutputAliasProto, HloBufferDonorProto
  private static final int MODULE = 1;
  private static final int HOST_PROGRAM_SHAPE = 4;
  private static final int INPUT_OUTPUT_ALIAS = 8;
  private static final int BUFFER_DONOR = 18;
  private static final int ENTRIES = 1;
  private static final int ALIAS_PARAMETER = 2;
  private static final int DONOR_PARAMETER = 1;
  // ProgramShapeProto, ShapeProto
  private static final int PARAMETERS = 1;
  private static final int ELEMENT_TYPE = 2;
  private static final int DIMENSIONS = 3;

  /// xla.PrimitiveType numbers.
  private static final Map<Integer, PjrtElementType> TYPES =
      Map.ofEntries(
          Map.entry(1, PRED),
          Map.entry(2, S8),
          Map.entry(3, S16),
          Map.entry(4, S32),
          Map.entry(5, S64),
          Map.entry(6, U8),
          Map.entry(7, U16),
          Map.entry(8, U32),
          Map.entry(9, U64),
          Map.entry(10, F16),
          Map.entry(11, F32),
          Map.entry(12, F64),
          Map.entry(15, C64),
          Map.entry(16, BF16),
          Map.entry(18, C128),
          Map.entry(19, F8E5M2),
          Map.entry(20, F8E4M3FN),
          Map.entry(21, S4),
          Map.entry(22, U4),
          Map.entry(23, F8E4M3B11FNUZ),
          Map.entry(24, F8E5M2FNUZ),
          Map.entry(25, F8E4M3FNUZ),
          Map.entry(26, S2),
          Map.entry(27, U2),
          Map.entry(28, F8E4M3),
          Map.entry(29, F8E3M4),
          Map.entry(30, S1),
          Map.entry(31, U1),
          Map.entry(32, F4E2M1FN),
          Map.entry(33, F8E8M0FNU),
          Map.entry(35, F6E3M2FN),
          Map.entry(36, F6E2M3FN));

  private final List<PjrtShape> parameters = new ArrayList<>();
  private final Set<Integer> donated = new TreeSet<>();

  private SignatureReader() {}

  /// The signature in a serialised HloModuleProtoWithConfig.
  static PjrtSignature read(WireReader moduleWithConfig) {
    SignatureReader reader = new SignatureReader();
    for (int field = moduleWithConfig.nextField();
        field != 0;
        field = moduleWithConfig.nextField()) {
      if (field == MODULE) {
        reader.readModule(moduleWithConfig.message());
      } else {
        moduleWithConfig.skip();
      }
    }
    return new PjrtSignature(reader.parameters, reader.donated);
  }

  private void readModule(WireReader module) {
    for (int field = module.nextField(); field != 0; field = module.nextField()) {
      switch (field) {
        case HOST_PROGRAM_SHAPE -> readProgramShape(module.message());
        case INPUT_OUTPUT_ALIAS -> readDonated(module.message(), ALIAS_PARAMETER);
        case BUFFER_DONOR -> readDonated(module.message(), DONOR_PARAMETER);
        default -> module.skip();
      }
    }
  }

  private void readProgramShape(WireReader programShape) {
    for (int field = programShape.nextField(); field != 0; field = programShape.nextField()) {
      if (field == PARAMETERS) {
        parameters.add(readShape(programShape.message()));
      } else {
        programShape.skip();
      }
    }
  }

  private static PjrtShape readShape(WireReader shape) {
    int type = 0;
    List<Long> dimensions = new ArrayList<>();
    for (int field = shape.nextField(); field != 0; field = shape.nextField()) {
      switch (field) {
        case ELEMENT_TYPE -> type = Math.toIntExact(shape.number());
        case DIMENSIONS -> dimensions.addAll(shape.numbers());
        default -> shape.skip();
      }
    }
    PjrtElementType elementType = TYPES.get(type);
    if (elementType == null) {
      throw new UnsupportedOperationException(
          "program requires array parameters of known types, got one of XLA's type " + type);
    }
    return PjrtShape.of(elementType, dimensions);
  }

  private void readDonated(WireReader list, int parameterField) {
    for (int field = list.nextField(); field != 0; field = list.nextField()) {
      if (field == ENTRIES) {
        donated.add(readParameter(list.message(), parameterField));
      } else {
        list.skip();
      }
    }
  }

  private static int readParameter(WireReader entry, int parameterField) {
    int parameter = 0;
    for (int field = entry.nextField(); field != 0; field = entry.nextField()) {
      if (field == parameterField) {
        parameter = Math.toIntExact(entry.number());
      } else {
        entry.skip();
      }
    }
    return parameter;
  }
}
