package dev.strobe.pjrt;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// An element type and dimensions, outermost first; rank 0 is a scalar. Immutable.
public final class PjrtShape {
  private final PjrtElementType elementType;
  private final long[] dimensions;
  private final long elementCount;
  private final long hostByteSize;

  private PjrtShape(PjrtElementType elementType, long[] dimensions) {
    this.elementType = elementType;
    this.dimensions = dimensions;
    this.elementCount = count(elementType, dimensions);
    this.hostByteSize = bytes(elementType, dimensions, elementCount);
  }

  /// A shape; refuses negative dimensions and sizes past 2^63 bytes.
  public static PjrtShape of(PjrtElementType elementType, long... dimensions) {
    return new PjrtShape(elementType, dimensions.clone());
  }

  /// As [#of(PjrtElementType, long...)].
  public static PjrtShape of(PjrtElementType elementType, List<Long> dimensions) {
    return new PjrtShape(elementType, dimensions.stream().mapToLong(Long::longValue).toArray());
  }

  private static long count(PjrtElementType type, long[] dimensions) {
    for (long dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "shape requires dimensions of 0 or more, got " + text(type, dimensions));
      }
    }
    // A zero anywhere makes it empty, however large the others are.
    if (Arrays.stream(dimensions).anyMatch(dimension -> dimension == 0)) {
      return 0;
    }
    try {
      return Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw tooLarge(type, dimensions);
    }
  }

  private static long bytes(PjrtElementType type, long[] dimensions, long count) {
    try {
      return Math.multiplyExact(count, type.hostBytes());
    } catch (ArithmeticException e) {
      throw tooLarge(type, dimensions);
    }
  }

  private static IllegalArgumentException tooLarge(PjrtElementType type, long[] dimensions) {
    return new IllegalArgumentException(
        "shape requires a size below 2^63 bytes, got " + text(type, dimensions));
  }

  public PjrtElementType elementType() {
    return elementType;
  }

  public int rank() {
    return dimensions.length;
  }

  public long dimension(int index) {
    return dimensions[index];
  }

  public List<Long> dimensions() {
    return Arrays.stream(dimensions).boxed().toList();
  }

  long[] dimensionArray() {
    return dimensions;
  }

  public long elementCount() {
    return elementCount;
  }

  /// The size of a dense copy in host memory: element count times [PjrtElementType#hostBytes()].
  public long hostByteSize() {
    return hostByteSize;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PjrtShape shape
            && elementType == shape.elementType
            && Arrays.equals(dimensions, shape.dimensions));
  }

  @Override
  public int hashCode() {
    return 31 * elementType.hashCode() + Arrays.hashCode(dimensions);
  }

  /// As HLO prints it: `f32[2,3]`.
  @Override
  public String toString() {
    return text(elementType, dimensions);
  }

  private static String text(PjrtElementType type, long[] dimensions) {
    return Arrays.stream(dimensions)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", type + "[", "]"));
  }
}
