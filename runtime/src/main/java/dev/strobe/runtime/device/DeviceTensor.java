package dev.strobe.runtime.device;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.pjrt.PjrtBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A tensor in a device's memory; whoever got it closes it.
///
/// Its content may still be on its way; reading waits for it and throws what went wrong.
public final class DeviceTensor implements AutoCloseable {
  private final PjrtBuffer buffer;
  private final TensorType type;

  DeviceTensor(PjrtBuffer buffer, TensorType type) {
    this.buffer = buffer;
    this.type = type;
  }

  public TensorType type() {
    return type;
  }

  /// All f32 elements, row-major.
  public float[] toF32() {
    if (type.element() != ElementType.F32) {
      throw new IllegalArgumentException("reading as f32 requires an f32 tensor, got " + type);
    }
    try (Arena arena = Arena.ofConfined()) {
      return toHost(arena).toArray(ValueLayout.JAVA_FLOAT);
    }
  }

  /// All elements as a literal.
  public Literal toLiteral() {
    try (Arena arena = Arena.ofConfined()) {
      return Literal.ofBytes(type, toHost(arena).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  private MemorySegment toHost(Arena arena) {
    TransferEvent event = TransferEvent.begun();
    MemorySegment bytes = buffer.toHost(arena);
    event.end(type, false);
    return bytes;
  }

  PjrtBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
