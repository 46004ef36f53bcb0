package dev.strobe.ir;

import com.google.common.primitives.ImmutableLongArray;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// A tensor with static dimensions, outermost first, elements in row-major order.
public record TensorType(ElementType element, ImmutableLongArray dims) implements Type {
  public TensorType {
    long count = 1;
    for (int i = 0; i < dims.length(); i++) {
      Checks.require(dims.get(i) >= 0, "tensor", "dimensions >= 0", dims);
      count = multiplyExact(count, dims.get(i), dims);
    }
    multiplyExact(count, element.hostBytes(), dims);
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
    return dims.stream().reduce(1, (a, b) -> a * b);
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

  private static long multiplyExact(long count, long factor, ImmutableLongArray dims) {
    try {
      return Math.multiplyExact(count, factor);
    } catch (ArithmeticException e) {
      throw new InvalidOpException("tensor requires a size below 2^63 bytes, got " + dims, e);
    }
  }
}
