package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Operands made to have one shape.
public final class Broadcasting {
  private Broadcasting() {}

  /// As NumPy does it: axes are aligned at the last, and those of size 1 or none are repeated.
  public static ImmutableList<Value> aligned(GraphBuilder builder, List<Value> operands) {
    int rank = operands.stream().mapToInt(x -> x.tensor().rank()).max().orElse(0);
    return along(
        builder,
        operands,
        operands.stream().map(x -> range(rank - x.tensor().rank(), rank)).toList());
  }

  /// Two operands, of which the one of lower rank has its axes where `dimensions` says.
  public static ImmutableList<Value> aligned(
      GraphBuilder builder, Value lhs, Value rhs, ImmutableLongArray dimensions) {
    int left = lhs.tensor().rank();
    int right = rhs.tensor().rank();
    int rank = Math.max(left, right);
    Checks.require(
        dimensions.length() == Math.min(left, right)
            && Checks.inRange(dimensions, 0, rank)
            && Checks.isSorted(dimensions)
            && Checks.isUnique(dimensions),
        "broadcast_dimensions",
        "ascending axes of the operand of higher rank, one for each of the other's",
        dimensions,
        lhs.tensor(),
        rhs.tensor());
    ImmutableLongArray all = range(0, rank);
    List<ImmutableLongArray> axes =
        left < right ? List.of(dimensions, all) : List.of(all, dimensions);
    return along(builder, List.of(lhs, rhs), axes);
  }

  private static ImmutableLongArray range(int from, int to) {
    return ImmutableLongArray.copyOf(LongStream.range(from, to));
  }

  /// Axis `d` of operand `i` is axis `axes[i][d]` of the result.
  private static ImmutableList<Value> along(
      GraphBuilder builder, List<Value> operands, List<ImmutableLongArray> axes) {
    int rank =
        axes.stream()
            .flatMapToLong(ImmutableLongArray::stream)
            .mapToInt(d -> (int) d + 1)
            .max()
            .orElse(0);
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    for (int i = 0; i < operands.size(); i++) {
      enlarge(sizes, operands.get(i).tensor(), axes.get(i));
    }
    ImmutableList.Builder<Value> results = ImmutableList.builder();
    for (int i = 0; i < operands.size(); i++) {
      Value x = operands.get(i);
      boolean same = x.tensor().dims().equals(ImmutableLongArray.copyOf(sizes));
      results.add(same ? x : builder.broadcast(x, sizes, axes.get(i).toArray()));
    }
    return results.build();
  }

  private static void enlarge(long[] sizes, TensorType type, ImmutableLongArray axes) {
    for (int d = 0; d < type.rank(); d++) {
      int axis = (int) axes.get(d);
      long size = type.dim(d);
      Checks.require(
          size == 1 || sizes[axis] == 1 || size == sizes[axis],
          "broadcasting",
          "sizes of axis " + axis + " that are equal or 1",
          sizes[axis],
          size);
      sizes[axis] = size == 1 ? sizes[axis] : size;
    }
  }
}
