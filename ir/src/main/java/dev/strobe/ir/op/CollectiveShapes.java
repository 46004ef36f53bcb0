package dev.strobe.ir.op;

import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// What collective ops have in common.
final class CollectiveShapes {
  private CollectiveShapes() {}

  /// A tensor with one axis so many times as long.
  static TensorType times(TensorType type, int axis, long factor) {
    long[] dims = type.dims().toArray();
    dims[axis] = dims[axis] == TensorType.DYNAMIC ? TensorType.DYNAMIC : dims[axis] * factor;
    return type.withDims(dims);
  }

  /// A tensor with one axis divided.
  static TensorType over(TensorType type, int axis, long parts) {
    long[] dims = type.dims().toArray();
    dims[axis] = dims[axis] == TensorType.DYNAMIC ? TensorType.DYNAMIC : dims[axis] / parts;
    return type.withDims(dims);
  }

  /// Whether an axis can be divided so.
  static boolean divides(TensorType type, int axis, long parts) {
    return type.dim(axis) == TensorType.DYNAMIC || type.dim(axis) % parts == 0;
  }

  /// Requires a body from two scalars of one type to one, to which elements can be promoted.
  static void requireComputation(String label, List<Value> operands, Region computation) {
    List<Type> results = computation.resultTypes();
    boolean holds =
        results.size() == 1
            && results.getFirst() instanceof TensorType scalar
            && scalar.isScalar()
            && computation.parameterTypes().equals(List.of(scalar, scalar))
            && operands.stream()
                .allMatch(operand -> operand.tensor().element().isPromotableTo(scalar.element()));
    Checks.require(
        holds,
        label,
        "a computation from two scalars to one that the operands can be promoted to",
        computation.parameterTypes(),
        results);
  }

  static ElementType element(Region computation) {
    return computation.results().getFirst().tensor().element();
  }

  /// Requires values and, if the root is dynamic, behind them a vector of one i32 for each.
  static void requireRoot(String label, List<Value> operands) {
    long values = operands.size() - 1L;
    Checks.require(
        values >= 1 && operands.getLast().type().fits(TensorType.of(ElementType.S32, values)),
        label,
        "operands and behind them an i32 for each",
        operands);
  }
}
