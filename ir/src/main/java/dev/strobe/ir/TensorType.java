package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A tensor: dimensions, outermost first, and elements in row-major order.
///
/// A dimension may be [#DYNAMIC], of a size that is not known before the program runs. Two types
/// fit if their dimensions could turn out to be equal.
///
/// @param bounds the largest size that each dimension which is not known may turn out to have, in
///   the places of `dims`, [#DYNAMIC] where there is no bound; empty if there is none at all
public record TensorType(ElementType element, ImmutableLongArray dims, ImmutableLongArray bounds)
    implements Type {
  /// The size of a dimension that is not known, `?` in text.
  public static final long DYNAMIC = Long.MIN_VALUE;

  /// Without bounds.
  public TensorType(ElementType element, ImmutableLongArray dims) {
    this(element, dims, ImmutableLongArray.of());
  }

  public TensorType {
    if (!bounds.isEmpty()) {
      bounds = withoutNone(bounds);
      requireBounds(dims, bounds);
    }
    for (int axis = 0; axis < dims.length(); axis++) {
      long size = dims.get(axis);
      Checks.require(size >= 0 || size == DYNAMIC, "tensor", "dimensions >= 0", dims);
    }
    if (!dims.contains(0)) {
      requireAddressable(element, dims);
    }
  }

  private static ImmutableLongArray withoutNone(ImmutableLongArray bounds) {
    return bounds.stream().allMatch(bound -> bound == DYNAMIC) ? ImmutableLongArray.of() : bounds;
  }

  private static void requireBounds(ImmutableLongArray dims, ImmutableLongArray bounds) {
    Checks.require(
        bounds.isEmpty() || bounds.length() == dims.length(),
        "tensor",
        "a bound for each dimension",
        dims.length(),
        bounds.length());
    for (int axis = 0; axis < bounds.length(); axis++) {
      Checks.require(
          bounds.get(axis) == DYNAMIC || dims.get(axis) == DYNAMIC && bounds.get(axis) >= 0,
          "tensor",
          "bounds >= 0, and only of dimensions that are not known",
          sizesText(dims),
          sizesText(bounds));
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

  /// The largest size that one axis may have, if that is known.
  private long limit(int axis) {
    long size = dim(axis);
    if (size != DYNAMIC) {
      return size;
    }
    return bounds.isEmpty() || bounds.get(axis) == DYNAMIC ? Long.MAX_VALUE : bounds.get(axis);
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
    return new TensorType(other, dims, bounds);
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
    return size <= limit(axis);
  }

  /// Whether every axis could be at least as long as its size.
  public boolean admits(ImmutableLongArray sizes) {
    return IntStream.range(0, sizes.length()).allMatch(axis -> admits(axis, sizes.get(axis)));
  }

  /// Whether two tensors could have one shape, whatever their elements are.
  public boolean shapeFits(TensorType other) {
    return rank() == other.rank()
        && IntStream.range(0, rank())
            .allMatch(
                axis ->
                    sizesFit(dim(axis), other.dim(axis))
                        && dim(axis) <= other.limit(axis)
                        && other.dim(axis) <= limit(axis));
  }

  @Override
  public boolean fits(Type other) {
    return other instanceof TensorType tensor && element == tensor.element() && shapeFits(tensor);
  }

  /// What is known of a shape from this and another type of it: each size that one of them has, and
  /// else the smaller bound.
  public TensorType refinedBy(TensorType other) {
    return isStatic()
        ? this
        : withSizes(
            axis -> dim(axis) == DYNAMIC ? other.dim(axis) : dim(axis),
            axis -> Math.min(limit(axis), other.limit(axis)));
  }

  @Override
  public TensorType joinedWith(Type other) {
    if (equals(other)) {
      return this;
    }
    TensorType tensor = (TensorType) other;
    return withSizes(
        axis -> dim(axis) == tensor.dim(axis) ? dim(axis) : DYNAMIC,
        axis -> Math.max(limit(axis), tensor.limit(axis)));
  }

  private TensorType withSizes(IntToLongFunction size, IntToLongFunction limit) {
    long[] sizes = IntStream.range(0, rank()).mapToLong(size).toArray();
    long[] limits =
        IntStream.range(0, rank())
            .mapToLong(axis -> sizes[axis] == DYNAMIC ? limit.applyAsLong(axis) : Long.MAX_VALUE)
            .map(each -> each == Long.MAX_VALUE ? DYNAMIC : each)
            .toArray();
    return new TensorType(
        element, ImmutableLongArray.copyOf(sizes), ImmutableLongArray.copyOf(limits));
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
    String prefix = dims.stream().mapToObj(d -> sizeText(d) + "x").collect(Collectors.joining());
    String limits =
        bounds.stream()
            .mapToObj(TensorType::sizeText)
            .collect(Collectors.joining(", ", ", #stablehlo.bounds<", ">"));
    return "tensor<" + prefix + elements + (bounds.isEmpty() ? "" : limits) + ">";
  }

  private static String sizeText(long size) {
    return size == DYNAMIC ? "?" : Long.toString(size);
  }

  /// The dimensions alone, such as `[?, 3]`.
  public String shapeText() {
    return sizesText(dims);
  }

  private static String sizesText(ImmutableLongArray sizes) {
    return sizes.stream()
        .mapToObj(TensorType::sizeText)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public String toString() {
    return text();
  }

  private static void requireAddressable(ElementType element, ImmutableLongArray dims) {
    try {
      long bytes = element.hostBytes();
      for (int axis = 0; axis < dims.length(); axis++) {
        bytes = dims.get(axis) == DYNAMIC ? bytes : Math.multiplyExact(bytes, dims.get(axis));
      }
    } catch (ArithmeticException e) {
      throw new InvalidOpException("tensor requires a size below 2^63 bytes, got " + dims, e);
    }
  }
}
