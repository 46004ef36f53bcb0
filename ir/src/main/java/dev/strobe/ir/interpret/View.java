package dev.strobe.ir.interpret;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.TensorType;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A box of positions in a row-major tensor: `offset + sum(index[d] * strides[d])`.
///
/// Slices, transposes, reversals and broadcasts differ only in these numbers, and so do the places
/// that a concatenation, pad or update writes to.
final class View {
  private final int offset;
  private final int[] strides;
  private final int[] sizes;

  private View(int offset, int[] strides, int[] sizes) {
    this.offset = offset;
    this.strides = strides;
    this.sizes = sizes;
  }

  /// All of a tensor, in order.
  static View of(TensorType type) {
    int[] sizes = type.dims().stream().mapToInt(Math::toIntExact).toArray();
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= sizes[d];
    }
    return new View(0, strides, sizes);
  }

  int rank() {
    return sizes.length;
  }

  /// Position of one index.
  int position(int[] index) {
    int at = offset;
    for (int d = 0; d < index.length; d++) {
      at += index[d] * strides[d];
    }
    return at;
  }

  /// The `count`-th index, the last axis fastest.
  int[] index(int count) {
    int[] index = new int[sizes.length];
    int rest = count;
    for (int d = sizes.length - 1; d >= 0; d--) {
      index[d] = rest % sizes[d];
      rest /= sizes[d];
    }
    return index;
  }

  boolean contains(int[] index) {
    for (int d = 0; d < index.length; d++) {
      if (index[d] < 0 || index[d] >= sizes[d]) {
        return false;
      }
    }
    return true;
  }

  /// The box of the given sizes from `starts`, every `steps[d]`-th element.
  View box(long[] starts, long[] boxSizes, long[] steps) {
    int at = offset;
    int[] stepped = strides.clone();
    int[] taken = new int[sizes.length];
    for (int d = 0; d < sizes.length; d++) {
      at += (int) starts[d] * strides[d];
      stepped[d] *= (int) steps[d];
      taken[d] = (int) boxSizes[d];
    }
    return new View(at, stepped, taken);
  }

  /// The box of neighbouring elements from `starts`.
  View box(long[] starts, long[] boxSizes) {
    long[] ones = new long[starts.length];
    Arrays.fill(ones, 1);
    return box(starts, boxSizes, ones);
  }

  /// Axis `i` of the new view is axis `permutation[i]` of this one.
  View transposed(ImmutableLongArray permutation) {
    int[] newStrides = permutation.stream().mapToInt(axis -> strides[(int) axis]).toArray();
    int[] newSizes = permutation.stream().mapToInt(axis -> sizes[(int) axis]).toArray();
    return new View(offset, newStrides, newSizes);
  }

  /// The same box with one axis moved behind the others.
  View withLast(int axis) {
    IntStream others = IntStream.range(0, sizes.length).filter(d -> d != axis);
    int[] order = IntStream.concat(others, IntStream.of(axis)).toArray();
    return transposed(ImmutableLongArray.copyOf(IntStream.of(order).asLongStream()));
  }

  View reversed(ImmutableLongArray axes) {
    int at = offset;
    int[] turned = strides.clone();
    for (int i = 0; i < axes.length(); i++) {
      int axis = (int) axes.get(i);
      at += Math.max(sizes[axis] - 1, 0) * strides[axis];
      turned[axis] = -strides[axis];
    }
    return new View(at, turned, sizes);
  }

  /// A view of the result's shape in which axis `d` of this one lies at `axes[d]`; axes of size one
  /// and new ones repeat.
  View broadcast(TensorType result, ImmutableLongArray axes) {
    int[] newSizes = result.dims().stream().mapToInt(Math::toIntExact).toArray();
    int[] newStrides = new int[newSizes.length];
    for (int d = 0; d < sizes.length; d++) {
      newStrides[(int) axes.get(d)] = sizes[d] == 1 ? 0 : strides[d];
    }
    return new View(offset, newStrides, newSizes);
  }

  /// For every index of this view, the position in a result that lacks the given axes.
  View foldedInto(TensorType result, ImmutableLongArray axes) {
    int[] kept = of(result).strides;
    int[] folded = new int[sizes.length];
    int next = 0;
    for (int d = 0; d < sizes.length; d++) {
      folded[d] = axes.contains(d) ? 0 : kept[next++];
    }
    return new View(0, folded, sizes);
  }

  /// All positions, the last axis fastest.
  int[] positions() {
    int count = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    int[] positions = new int[count];
    int[] index = new int[sizes.length];
    int at = offset;
    for (int i = 0; i < count; i++) {
      positions[i] = at;
      at = next(index, at);
    }
    return positions;
  }

  private int next(int[] index, int at) {
    int moved = at;
    for (int d = sizes.length - 1; d >= 0; d--) {
      index[d]++;
      moved += strides[d];
      if (index[d] < sizes[d]) {
        break;
      }
      moved -= strides[d] * sizes[d];
      index[d] = 0;
    }
    return moved;
  }
}
