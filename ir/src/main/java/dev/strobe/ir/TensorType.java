package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A tensor: dimensions, outermost first, and elements in row-major order.
///
/// A dimension may be [#DYNAMIC], of a size that is not known before the program runs. Two types
/// fit if their dimensions could turn out to be equal.
public record TensorType(ElementType element, ImmutableLongArray dims) implements Type {
  /// The size of a dimension that is not known, `?` in text.
  public static final long DYNAMIC = Long.MIN_VALUE;

  public TensorType {
    Checks.require(
        dims.stream().allMatch(size -> size >= 0 || size == DYNAMIC),
        "tensor",
        "dimensions >= 0",
        dims);
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

  /// Whether all dimensions are known.
  public boolean isStatic() {
    return !dims.contains(DYNAMIC);
  }

  /// The number of elements.
  ///
  /// @throws InvalidOpException if it is not known
  public long elementCount() {
    Checks.require(isStatic(), "number of elements", "static dimensions", this);
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

  /// Whether two sizes could be equal, since they are or one is not known.
  public static boolean sizesFit(long a, long b) {
    return a == b || a == DYNAMIC || b == DYNAMIC;
  }

  /// Whether one axis could be at least as long as a size.
  public boolean admits(int axis, long size) {
    return dim(axis) == DYNAMIC || size <= dim(axis);
  }

  /// Whether every axis could be at least as long as its size.
  public boolean admits(ImmutableLongArray sizes) {
    return IntStream.range(0, sizes.length()).allMatch(axis -> admits(axis, sizes.get(axis)));
  }

  /// Whether two tensors could have one shape, whatever their elements are.
  public boolean shapeFits(TensorType other) {
    return rank() == other.rank()
        && IntStream.range(0, rank()).allMatch(axis -> sizesFit(dim(axis), other.dim(axis)));
  }

  @Override
  public boolean fits(Type other) {
    return other instanceof TensorType tensor && element == tensor.element() && shapeFits(tensor);
  }

  /// What is known of a shape from this and another type of it: each size that one of them has.
  public TensorType refinedBy(TensorType other) {
    return withDims(
        IntStream.range(0, rank())
            .mapToLong(axis -> dim(axis) == DYNAMIC ? other.dim(axis) : dim(axis)));
  }

  @Override
  public TensorType joinedWith(Type other) {
    TensorType tensor = (TensorType) other;
    return withDims(
        IntStream.range(0, rank())
            .mapToLong(axis -> dim(axis) == tensor.dim(axis) ? dim(axis) : DYNAMIC));
  }

  @Override
  public ImmutableList<TensorType> tensors() {
    return ImmutableList.of(this);
  }

  @Override
  public String text() {
    return textWith(element.text());
  }

  /// The spelling of a tensor of these dimensions and other elements.
  String textWith(String elements) {
    String prefix =
        dims.stream().mapToObj(d -> (d == DYNAMIC ? "?" : d) + "x").collect(Collectors.joining());
    return "tensor<" + prefix + elements + ">";
  }

  /// The dimensions alone, such as `[?, 3]`.
  public String shapeText() {
    return dims.stream()
        .mapToObj(d -> d == DYNAMIC ? "?" : Long.toString(d))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String toString() {
    return text();
  }

  private static void requireAddressable(ElementType element, ImmutableLongArray dims) {
    try {
      long ignored =
          dims.stream()
              .filter(size -> size != DYNAMIC)
              .reduce(element.hostBytes(), Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new InvalidOpException("tensor requires a size below 2^63 bytes, got " + dims, e);
    }
  }
}
