package dev.strobe.runtime.report;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// How many bytes and elements values have; none where a dimension is not known.
final class Sizes {
  private Sizes() {}

  static long bytes(Value value) {
    return bytes(value.type());
  }

  static long bytes(Type type) {
    return type.tensors().stream()
        .filter(TensorType::isStatic)
        .mapToLong(TensorType::byteSize)
        .sum();
  }

  static long bytes(List<Value> values) {
    return values.stream().mapToLong(Sizes::bytes).sum();
  }

  static long elements(Value value) {
    return value.type().tensors().stream()
        .filter(TensorType::isStatic)
        .mapToLong(TensorType::elementCount)
        .sum();
  }

  static long elements(List<Value> values) {
    return values.stream().mapToLong(Sizes::elements).sum();
  }

  /// One size of a tensor, 0 if it is not known.
  static long dim(Value value, long axis) {
    long size = value.tensor().dim((int) axis);
    return size == TensorType.DYNAMIC ? 0 : size;
  }
}
