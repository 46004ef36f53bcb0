package dev.strobe.fusion.forecast;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;

/// Bytes that a value takes on a device: elements narrower than a byte are packed, predicates not.
final class DeviceSize {
  private DeviceSize() {}

  static long of(Type type) {
    if (!(type instanceof TensorType tensor)) {
      return 0;
    }
    boolean packed = tensor.element().bits() < 8 && !tensor.element().isBoolean();
    return packed
        ? Math.ceilDiv(tensor.elementCount() * tensor.element().bits(), 8)
        : tensor.byteSize();
  }
}
