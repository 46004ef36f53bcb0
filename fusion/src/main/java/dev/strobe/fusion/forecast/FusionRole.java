package dev.strobe.fusion.forecast;

import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ComplexOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.WhileOp;

/// What XLA's CPU compiler can do with an op when it decides which values get memory.
enum FusionRole {
  /// Its result is an operand's memory under another shape, or waits for it.
  ALIAS,
  /// No memory among the temporaries.
  CONSTANT,
  /// Computed element by element from the same element of its operands.
  ELEMENTWISE,
  /// Computed element by element from other elements of its operands.
  MOVEMENT,
  /// Sums or such over elements, which may be computed on the way.
  REDUCTION,
  /// Writes a part of its first operand, in that operand's memory where nobody else needs it.
  UPDATE,
  /// Keeps its operands' memory for its results.
  CARRY,
  /// A routine that reads memory and writes memory.
  ROUTINE;

  /// From how many elements on a concatenation along the last axis is a loop of its own.
  private static final long WIDE = 128;

  private static final int MOST_CONCATENATED = 8;

  static FusionRole of(Op op) {
    return switch (op) {
      case ReshapeOp _, OptimizationBarrierOp _ -> ALIAS;
      case TransposeOp transpose -> movesOnlyUnits(transpose) ? ALIAS : MOVEMENT;
      case ConstantOp _, GetDimensionSizeOp _ -> CONSTANT;
      case BinaryOp _,
          BitcastConvertOp _,
          ClampOp _,
          CompareOp _,
          ComplexOp _,
          ConvertOp _,
          MapOp _,
          ReducePrecisionOp _,
          SelectOp _,
          UnaryOp _ ->
          ELEMENTWISE;
      case ConcatenateOp joined -> isLoopOfItsOwn(joined) ? ROUTINE : MOVEMENT;
      case BroadcastInDimOp _,
          DynamicSliceOp _,
          GatherOp _,
          IotaOp _,
          PadOp _,
          ReverseOp _,
          SliceOp _ ->
          MOVEMENT;
      case ReduceOp _ -> REDUCTION;
      case DynamicUpdateSliceOp _, ScatterOp _ -> UPDATE;
      case WhileOp _ -> CARRY;
      default -> ROUTINE;
    };
  }

  /// Whether a value of this role may be computed inside its readers.
  boolean isFusible() {
    return this == ELEMENTWISE || this == MOVEMENT;
  }

  /// Whether it is not worth to compute an op twice.
  static boolean isExpensive(Op op) {
    return switch (op) {
      case UnaryOp unary -> isExpensive(unary.kind());
      case BinaryOp binary -> isExpensive(binary.kind());
      case MapOp _ -> true;
      default -> false;
    };
  }

  private static boolean isExpensive(UnaryOp.Kind kind) {
    return switch (kind) {
      case CBRT, EXPONENTIAL, EXPONENTIAL_MINUS_ONE, LOG, LOG_PLUS_ONE, LOGISTIC -> true;
      case RSQRT, SQRT, TAN, TANH -> true;
      case ABS, CEIL, COSINE, COUNT_LEADING_ZEROS, FLOOR, IMAG, IS_FINITE, NEGATE, NOT -> false;
      case POPCNT, REAL, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN, SIGN, SINE -> false;
    };
  }

  private static boolean isExpensive(BinaryOp.Kind kind) {
    return switch (kind) {
      case ATAN2, DIVIDE, POWER, REMAINDER -> true;
      case ADD, AND, MAXIMUM, MINIMUM, MULTIPLY, OR, SUBTRACT, XOR -> false;
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL -> false;
    };
  }

  /// Whether an op reads elements of its operands more than once.
  static boolean repeats(Op op) {
    return op instanceof BroadcastInDimOp || op instanceof GatherOp;
  }

  private static boolean movesOnlyUnits(TransposeOp op) {
    TensorType type = op.operand().tensor();
    long before = -1;
    for (long axis : op.permutation().toArray()) {
      if (type.dim((int) axis) != 1) {
        if (axis < before) {
          return false;
        }
        before = axis;
      }
    }
    return true;
  }

  private static boolean isLoopOfItsOwn(ConcatenateOp op) {
    TensorType type = (TensorType) op.resultTypes().getFirst();
    boolean wide =
        type.rank() > 1 && op.dimension() == type.rank() - 1 && type.dim(type.rank() - 1) >= WIDE;
    return wide || op.inputs().size() > MOST_CONCATENATED;
  }
}
