package dev.strobe.fusion.forecast;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.stream.LongStream;

/// What a product needs beside its operands and its result on XLA's CPU compiler.
///
/// @param lhs bytes of a copy of the left operand, zero if it is read where it is
/// @param rhs the same of the right operand
/// @param isVector whether one operand is a vector, so that the product is a routine of its own
///   with a result of another shape
record DotMemory(long lhs, long rhs, boolean isVector) {
  static DotMemory of(DotGeneralOp op) {
    TensorType left = op.lhs().tensor();
    TensorType right = op.rhs().tensor();
    DotGeneralOp.Dimensions dims = op.dimensions();
    long rows = free(left, dims.lhsBatching(), dims.lhsContracting());
    long columns = free(right, dims.rhsBatching(), dims.rhsContracting());
    boolean vector = rows == 1 || columns == 1;
    return new DotMemory(
        copy(left, dims.lhsBatching(), dims.lhsContracting(), vector),
        copy(right, dims.rhsBatching(), dims.rhsContracting(), vector),
        vector && dims.lhsBatching().isEmpty());
  }

  /// Whether it is a product of matrices that are read where they are, the left one row by row.
  static boolean isRowMajor(DotGeneralOp op) {
    TensorType left = op.lhs().tensor();
    TensorType right = op.rhs().tensor();
    DotGeneralOp.Dimensions dims = op.dimensions();
    long rows = free(left, dims.lhsBatching(), dims.lhsContracting());
    long columns = free(right, dims.rhsBatching(), dims.rhsContracting());
    return rows > 1
        && columns > 1
        && dims.lhsContracting().equals(ImmutableLongArray.of(left.rank() - 1L))
        && isMatrix(left, dims.lhsBatching(), dims.lhsContracting())
        && isMatrix(right, dims.rhsBatching(), dims.rhsContracting());
  }

  /// Products with a vector are computed in f32 or s32, whatever the operands are, and others need
  /// rows and columns of which each is one axis or several side by side.
  private static long copy(
      TensorType type,
      ImmutableLongArray batching,
      ImmutableLongArray contracting,
      boolean vector) {
    ElementType element = type.element();
    boolean narrow = element.bits() < 32 && element != ElementType.F16;
    if (vector && narrow) {
      return 4 * type.elementCount();
    }
    return isMatrix(type, batching, contracting) ? 0 : DeviceSize.of(type);
  }

  private static boolean isMatrix(
      TensorType type, ImmutableLongArray batching, ImmutableLongArray contracting) {
    for (int i = 0; i < batching.length(); i++) {
      if (batching.get(i) != i) {
        return false;
      }
    }
    int turns = 0;
    for (int axis = batching.length() + 1; axis < type.rank(); axis++) {
      turns += contracting.contains(axis) == contracting.contains(axis - 1) ? 0 : 1;
    }
    return turns <= 1
        && LongStream.range(1, contracting.length())
            .allMatch(i -> contracting.get((int) i) == contracting.get((int) i - 1) + 1);
  }

  private static long free(
      TensorType type, ImmutableLongArray batching, ImmutableLongArray contracting) {
    return LongStream.range(0, type.rank())
        .filter(axis -> !batching.contains(axis) && !contracting.contains(axis))
        .map(axis -> type.dim((int) axis))
        .reduce(1, (a, b) -> a * b);
  }
}
