package dev.strobe.runtime.device;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.pjrt.PjrtElementType;
import dev.strobe.pjrt.PjrtShape;

/// The IR's types in PJRT's words and back; both use the specification's names.
final class ElementTypes {
  private ElementTypes() {}

  static PjrtShape shape(TensorType type) {
    return PjrtShape.of(PjrtElementType.valueOf(type.element().name()), type.dims().toArray());
  }

  static TensorType type(PjrtShape shape) {
    long[] dims = shape.dimensions().stream().mapToLong(Long::longValue).toArray();
    return TensorType.of(ElementType.valueOf(shape.elementType().name()), dims);
  }
}
