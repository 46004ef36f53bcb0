package dev.strobe.ir;

import com.google.common.primitives.ImmutableLongArray;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A tensor with static dimensions, outermost first, elements in row-major order.
public record TensorType(ElementType element, ImmutableLongArray dims) implements Type {
  public TensorType {
    Checks.require(dims.stream().allMatch(size -> size >= 0), "tensor", "dimensions >= 0", dims);
    if (!dims.contains(0)) {
      requireAddressable(element, dims);
    }
  }

  public static TensorType of(ElementType element, long... dims) {
    return new TensorType(element, ImmutableLongArray.copyOf(dims));
  }

  public int rank() {
    return dims.length();
  }

  /// Size of one axis.
  public long dim(int axis) {
    return dims.get(axis);
  }

  public long elementCount() {
    long count = 1;
    for (int axis = 0; axis < dims.length(); axis++) {
      count *= dims.get(axis);
    }
    return count;
  }

  /// Bytes in host memory, one whole byte at least for each element.
  public long byteSize() {
    return elementCount() * element.hostBytes();
  }

  public boolean isScalar() {
    return dims.isEmpty();
  }

  public TensorType withElement(ElementType other) {
    return new TensorType(other, dims);
  }

  public TensorType withDims(long... other) {
    return of(element, other);
  }

  public TensorType withDims(LongStream other) {
    return of(element, other.toArray());
  }

  @Override
  public String text() {
    String prefix = dims.stream().mapToObj(d -> d + "x").collect(Collectors.joining());
    return "tensor<" + prefix + element.text() + ">";
  }

  @Override
  public String toString() {
    return text();
  }

  private static void requireAddressable(ElementType element, ImmutableLongArray dims) {
    try {
      long ignored = dims.stream().reduce(element.hostBytes(), Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new InvalidOpException("tensor requires a size below 2^63 bytes, got " + dims, e);
    }
  }
}
