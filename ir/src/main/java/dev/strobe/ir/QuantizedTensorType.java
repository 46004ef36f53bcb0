package dev.strobe.ir;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import java.util.stream.LongStream;

/// A tensor of quantised elements: integers in memory, floats in meaning.
///
/// A dimension may be [TensorType#DYNAMIC]; the number of scalings is then held against none.
public record QuantizedTensorType(QuantizedElement element, ImmutableLongArray dims)
    implements Type {
  public QuantizedTensorType {
    TensorType storage = new TensorType(element.storage(), dims);
    int axis = element.dimension().orElse(0);
    Checks.require(
        !element.isPerAxis() || axis < storage.rank(),
        "quantized_type_c12",
        "a quantization dimension below the rank " + storage.rank(),
        axis);
    int scalings = element.scalings().size();
    Checks.require(
        !element.isPerAxis() || TensorType.sizesFit(storage.dim(axis), scalings),
        "quantized_type_c13",
        "a scale for each slice of dimension " + axis + " of " + storage.shapeText(),
        scalings);
  }

  public static QuantizedTensorType of(QuantizedElement element, long... dims) {
    return new QuantizedTensorType(element, ImmutableLongArray.copyOf(dims));
  }

  /// The tensor of integers that holds it.
  public TensorType storage() {
    return new TensorType(element.storage(), dims);
  }

  /// The tensor of floats that it stands for.
  public TensorType expressed() {
    return new TensorType(element.expressed(), dims);
  }

  /// The tensor that holds values of a type: the type itself, unless it is quantised.
  public static TensorType storageOf(Type type) {
    return switch (type) {
      case QuantizedTensorType quantized -> quantized.storage();
      case TensorType tensor -> tensor;
      case FutureType _ -> throw notATensor(type);
      case TokenType _ -> throw notATensor(type);
      case TupleType _ -> throw notATensor(type);
    };
  }

  private static InvalidOpException notATensor(Type type) {
    return new InvalidOpException("operand requires a tensor type, got " + type);
  }

  @Override
  public ImmutableList<TensorType> tensors() {
    return ImmutableList.of(storage());
  }

  public QuantizedTensorType withDims(LongStream other) {
    return of(element, other.toArray());
  }

  @Override
  public boolean fits(Type other) {
    return other instanceof QuantizedTensorType quantized
        && element.equals(quantized.element())
        && storage().shapeFits(quantized.storage());
  }

  /// What is known of a shape from this and another type of it: each size that one of them has.
  public QuantizedTensorType refinedBy(QuantizedTensorType other) {
    return new QuantizedTensorType(element, storage().refinedBy(other.storage()).dims());
  }

  @Override
  public QuantizedTensorType joinedWith(Type other) {
    QuantizedTensorType quantized = (QuantizedTensorType) other;
    return new QuantizedTensorType(element, storage().joinedWith(quantized.storage()).dims());
  }

  @Override
  public String text() {
    return storage().textWith(element.text());
  }

  @Override
  public String toString() {
    return text();
  }
}
