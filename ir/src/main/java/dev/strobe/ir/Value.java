package dev.strobe.ir;

/// One SSA value: the result of a node or a parameter of a graph or region.
///
/// Compared by identity; the name is a hint for printing and carries no meaning.
public final class Value {
  private final Type type;
  private final String name;

  public Value(Type type, String name) {
    this.type = type;
    this.name = name;
  }

  public Value(Type type) {
    this(type, "");
  }

  public Type type() {
    return type;
  }

  /// The type as that of a tensor of numbers, which most ops want.
  ///
  /// @throws InvalidOpException if it is another
  public TensorType tensor() {
    return switch (type) {
      case QuantizedTensorType _ -> throw notPlain("dequantise it first");
      case TensorType tensor -> tensor;
      case FutureType _ -> throw notATensor();
      case TokenType _ -> throw notATensor();
      case TupleType _ -> throw notATensor();
    };
  }

  private InvalidOpException notATensor() {
    return new InvalidOpException("operand requires a tensor type, got " + this);
  }

  private InvalidOpException notPlain(String mend) {
    return new InvalidOpException(
        "operand requires a tensor of numbers, got " + this + "; " + mend);
  }

  /// A hint for printing, possibly empty.
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "%" + (name.isEmpty() ? "_" : name) + ": " + type.text();
  }
}
