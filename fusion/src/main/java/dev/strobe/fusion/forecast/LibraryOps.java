package dev.strobe.fusion.forecast;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Set;

/// What the library of kernels (YNNPACK) computes that XLA's CPU compiler hands routines to.
final class LibraryOps {
  /// With fewer elements an op is not worth the library's while.
  private static final long LEAST = 4096;

  private static final ImmutableSet<UnaryOp.Kind> UNARY =
      Sets.immutableEnumSet(
          UnaryOp.Kind.ABS,
          UnaryOp.Kind.CEIL,
          UnaryOp.Kind.COSINE,
          UnaryOp.Kind.EXPONENTIAL,
          UnaryOp.Kind.EXPONENTIAL_MINUS_ONE,
          UnaryOp.Kind.FLOOR,
          UnaryOp.Kind.LOG,
          UnaryOp.Kind.LOG_PLUS_ONE,
          UnaryOp.Kind.LOGISTIC,
          UnaryOp.Kind.NEGATE,
          UnaryOp.Kind.ROUND_NEAREST_EVEN,
          UnaryOp.Kind.RSQRT,
          UnaryOp.Kind.SIGN,
          UnaryOp.Kind.SINE,
          UnaryOp.Kind.SQRT,
          UnaryOp.Kind.TAN,
          UnaryOp.Kind.TANH);

  private static final ImmutableSet<BinaryOp.Kind> BINARY =
      Sets.immutableEnumSet(
          BinaryOp.Kind.ADD,
          BinaryOp.Kind.DIVIDE,
          BinaryOp.Kind.MAXIMUM,
          BinaryOp.Kind.MINIMUM,
          BinaryOp.Kind.MULTIPLY,
          BinaryOp.Kind.POWER,
          BinaryOp.Kind.SUBTRACT);

  private static final ImmutableSet<ElementType> TYPES =
      Sets.immutableEnumSet(
          ElementType.F64, ElementType.F32, ElementType.BF16, ElementType.S8, ElementType.U8);

  private static final ImmutableSet<ElementType> SUMMED =
      Sets.immutableEnumSet(ElementType.F64, ElementType.F32);

  private LibraryOps() {}

  /// Whether the library computes an op as a part of a routine.
  static boolean has(Op op) {
    return switch (op) {
      case BroadcastInDimOp broadcast -> ascends(broadcast.broadcastDimensions().toArray());
      case IotaOp _ -> true;
      case UnaryOp unary -> UNARY.contains(unary.kind()) && isElementwise(unary);
      case BinaryOp binary -> BINARY.contains(binary.kind()) && isElementwise(binary);
      case ConvertOp convert -> isElementwise(convert);
      case ReduceOp reduce -> isLarge(reduce) && isReduced(reduce);
      case DotGeneralOp dot -> areOf(TYPES, dot.operands()) && DotMemory.isRowMajor(dot);
      default -> false;
    };
  }

  /// Whether a value has elements enough for it.
  static boolean isLarge(TensorType type) {
    return type.elementCount() >= LEAST;
  }

  private static boolean isLarge(Op op) {
    return op.resultTypes().stream().anyMatch(type -> isLarge((TensorType) type))
        || op.operands().stream().anyMatch(value -> isLarge(value.tensor()));
  }

  private static boolean isElementwise(Op op) {
    return isLarge(op)
        && areOf(TYPES, op.operands())
        && op.resultTypes().stream()
            .allMatch(type -> TYPES.contains(((TensorType) type).element()));
  }

  private static boolean areOf(Set<ElementType> types, List<Value> values) {
    return values.stream().allMatch(value -> types.contains(value.tensor().element()));
  }

  private static boolean isReduced(ReduceOp op) {
    List<Node> body = op.body().nodes();
    if (op.inputs().size() != 1
        || body.size() != 1
        || !(body.getFirst().op() instanceof BinaryOp folded)) {
      return false;
    }
    Value input = op.inputs().getFirst();
    ElementType element = input.tensor().element();
    return switch (folded.kind()) {
      case ADD -> SUMMED.contains(element);
      case MAXIMUM, MINIMUM -> TYPES.contains(element) || element == ElementType.F16;
      default -> false;
    };
  }

  private static boolean ascends(long... axes) {
    for (int i = 1; i < axes.length; i++) {
      if (axes[i] <= axes[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
