package dev.strobe.pjrt;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Host data for a buffer: where it lies, its shape, how it is laid out, and what the plugin may do
/// with it. Checked when made, so that nothing is read past the end of the data.
public final class HostArray {
  private final MemorySegment data;
  private final PjrtShape shape;
  private final long[] byteStrides;
  private final HostSemantics semantics;
  private final Optional<HostMemory> memory;

  private HostArray(
      MemorySegment data,
      PjrtShape shape,
      long[] byteStrides,
      HostSemantics semantics,
      Optional<HostMemory> memory) {
    this.data = data;
    this.shape = shape;
    this.byteStrides = byteStrides;
    this.semantics = semantics;
    this.memory = memory;
    require(data, shape, byteStrides);
  }

  /// Dense data, outermost dimension first, that is copied during the upload.
  public static HostArray copied(MemorySegment data, PjrtShape shape) {
    return new HostArray(data, shape, new long[0], HostSemantics.COPY, Optional.empty());
  }

  /// Data whose neighbours along each dimension are `byteStrides` apart, copied during the upload.
  /// Strides of dimensions of more than one element are positive multiples of the element's size;
  /// for a reversed or repeated dimension, copy on the host first.
  public static HostArray strided(MemorySegment data, PjrtShape shape, long... byteStrides) {
    if (byteStrides.length != shape.rank()) {
      throw new IllegalArgumentException(
          "host array requires a stride for each dimension of "
              + shape
              + ", got "
              + byteStrides.length);
    }
    return new HostArray(data, shape, byteStrides.clone(), HostSemantics.COPY, Optional.empty());
  }

  /// Dense data at `offset` bytes into `memory`, which the buffer may use as its own while it
  /// lives.
  public static HostArray lent(HostMemory memory, long offset, PjrtShape shape) {
    return lent(memory, offset, shape, HostSemantics.ZERO_COPY);
  }

  /// Dense data at `offset` bytes into `memory`, used as `semantics` say.
  public static HostArray lent(
      HostMemory memory, long offset, PjrtShape shape, HostSemantics semantics) {
    long room = memory.segment().byteSize() - offset;
    if (offset < 0 || room < shape.hostByteSize()) {
      throw tooShort(shape, shape.hostByteSize(), Math.max(0, room));
    }
    MemorySegment data = memory.segment().asSlice(offset, shape.hostByteSize());
    return new HostArray(data, shape, new long[0], semantics, Optional.of(memory));
  }

  private static void require(MemorySegment data, PjrtShape shape, long[] byteStrides) {
    if (!data.isNative()) {
      throw new IllegalArgumentException(
          "host array requires native memory, got a heap segment; copy it into an arena");
    }
    long needed = byteStrides.length == 0 ? shape.hostByteSize() : extent(shape, byteStrides);
    if (data.byteSize() < needed) {
      throw tooShort(shape, needed, data.byteSize());
    }
  }

  /// The bytes from the first element's start to the last one's end.
  private static long extent(PjrtShape shape, long[] byteStrides) {
    int size = shape.elementType().hostBytes();
    if (shape.elementCount() == 0) {
      return 0;
    }
    long extent = size;
    for (int i = 0; i < byteStrides.length; i++) {
      boolean steps = shape.dimension(i) > 1;
      if (steps && (byteStrides[i] <= 0 || byteStrides[i] % size != 0)) {
        throw new IllegalArgumentException(
            "host array requires strides that are positive multiples of "
                + size
                + " bytes, got "
                + byteStrides[i]
                + " for dimension "
                + i
                + " of "
                + shape);
      }
      if (steps) {
        extent = Math.addExact(extent, Math.multiplyExact(shape.dimension(i) - 1, byteStrides[i]));
      }
    }
    return extent;
  }

  private static IllegalArgumentException tooShort(PjrtShape shape, long needed, long got) {
    return new IllegalArgumentException(
        "host array of " + shape + " requires " + needed + " bytes, got " + got);
  }

  public MemorySegment data() {
    return data;
  }

  public PjrtShape shape() {
    return shape;
  }

  public HostSemantics semantics() {
    return semantics;
  }

  /// Empty for dense data.
  long[] byteStrides() {
    return byteStrides;
  }

  Optional<HostMemory> memory() {
    return memory;
  }
}
