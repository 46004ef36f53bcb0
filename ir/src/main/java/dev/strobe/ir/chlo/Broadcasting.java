package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.ArrayList;
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
    ImmutableList.Builder<Shape.Size> sizes = ImmutableList.builder();
    for (int axis = 0; axis < rank; axis++) {
      sizes.add(size(builder, operands, axes, axis));
    }
    Shape shape = new Shape(builder, sizes.build());
    ImmutableList.Builder<Value> results = ImmutableList.builder();
    for (int i = 0; i < operands.size(); i++) {
      Value x = operands.get(i);
      boolean same = x.tensor().isStatic() && x.tensor().equals(shape.type(x.tensor().element()));
      results.add(same ? x : shape.broadcast(x, axes.get(i).toArray()));
    }
    return results.build();
  }

  /// The size that is not 1, if any is known; else of unknown ones that which is not.
  private static Shape.Size size(
      GraphBuilder builder, List<Value> operands, List<ImmutableLongArray> axes, long axis) {
    long known = 1;
    List<Shape.Size> unknown = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      int d = axes.get(i).indexOf(axis);
      long size = d < 0 ? 1 : operands.get(i).tensor().dim(d);
      if (size == TensorType.DYNAMIC) {
        unknown.add(Shape.Size.of(builder, operands.get(i), d));
      } else {
        Checks.require(
            size == 1 || known == 1 || size == known,
            "broadcasting",
            "sizes of axis " + axis + " that are equal or 1",
            known,
            size);
        known = size == 1 ? known : size;
      }
    }
    return known != 1 || unknown.isEmpty()
        ? Shape.Size.of(known)
        : unknown.stream().reduce((a, b) -> a.broadcast(builder, b)).orElseThrow();
  }
}
