package dev.strobe.lowering;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedElement.Scaling;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.UnaryOp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The specification's `quantize` and `dequantize` as nodes.
///
/// @param nodes where these go
record QuantizedArithmetic(Location location, List<Node> nodes) {
  /// The floats that integers stand for. Zero points are taken off in a type that is wide enough.
  Value dequantized(Value integers, QuantizedTensorType type) {
    QuantizedElement element = type.element();
    Value shifted = integers;
    if (hasZeroPoints(element)) {
      ElementType wide = element.storage().bits() <= Short.SIZE ? ElementType.S32 : ElementType.S64;
      Value zeroPoints = slices(type, wide, Scaling::zeroPoint);
      shifted = emit(new BinaryOp(BinaryOp.Kind.SUBTRACT, convert(integers, wide), zeroPoints));
    }
    Value numbers = convert(shifted, element.expressed());
    Value scales = hidden(slices(type, element.expressed(), Scaling::scale));
    return emit(new BinaryOp(BinaryOp.Kind.MULTIPLY, numbers, scales));
  }

  /// The integers that stand for floats; 0 for NaN, which XLA clamps to a bound.
  Value quantized(Value numbers, QuantizedTensorType type) {
    QuantizedElement element = type.element();
    ElementType expressed = element.expressed();
    Value scales = hidden(slices(type, expressed, Scaling::scale));
    Value steps = emit(new BinaryOp(BinaryOp.Kind.DIVIDE, numbers, scales));
    if (expressed.bits() < Float.SIZE) {
      steps = hidden(steps);
    }
    if (hasZeroPoints(element)) {
      Value zeroPoints = slices(type, expressed, Scaling::zeroPoint);
      steps = emit(new BinaryOp(BinaryOp.Kind.ADD, steps, zeroPoints));
    }
    TensorType scalar = TensorType.of(expressed);
    Value min = constant(Literal.splat(scalar, element.bounds().min()));
    Value max = constant(Literal.splat(scalar, element.bounds().max()));
    Value clamped = emit(new ClampOp(min, steps, max));
    Value rounded = emit(new UnaryOp(UnaryOp.Kind.ROUND_NEAREST_EVEN, clamped));
    Value integers = convert(rounded, element.storage());
    Value ordered =
        emit(new CompareOp(numbers, numbers, CompareOp.Direction.EQ, CompareOp.Comparison.FLOAT));
    return emit(new SelectOp(ordered, integers, constant(Literal.splat(type.storage(), 0))));
  }

  private static boolean hasZeroPoints(QuantizedElement element) {
    return element.scalings().stream().anyMatch(each -> each.zeroPoint() != 0);
  }

  /// One part of the scalings of all slices, in each place of the tensor.
  private Value slices(
      QuantizedTensorType type, ElementType part, ToDoubleFunction<Scaling> value) {
    List<Scaling> scalings = type.element().scalings();
    boolean perAxis = type.element().isPerAxis();
    TensorType small = perAxis ? TensorType.of(part, scalings.size()) : TensorType.of(part);
    ByteBuffer bytes = ByteBuffer.allocate((int) small.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < scalings.size(); i++) {
      ElementCodec.write(part, bytes, i, value.applyAsDouble(scalings.get(i)));
    }
    Value slices = constant(Literal.ofBytes(small, bytes.array()));
    TensorType whole = type.storage().withElement(part);
    ImmutableLongArray axes =
        perAxis
            ? ImmutableLongArray.of(type.element().dimension().getAsInt())
            : ImmutableLongArray.of();
    return emit(new BroadcastInDimOp(slices, whole, axes));
  }

  /// A value that XLA does not look behind: it multiplies with the reciprocal of a divisor that it
  /// knows, multiplies known factors with each other first, and leaves out rounding to narrow
  /// floats.
  private Value hidden(Value value) {
    return emit(new OptimizationBarrierOp(ImmutableList.of(value)));
  }

  private Value constant(Literal literal) {
    return emit(new ConstantOp(literal));
  }

  private Value convert(Value value, ElementType to) {
    return value.tensor().element() == to ? value : emit(new ConvertOp(value, to));
  }

  private Value emit(Op op) {
    Node node = Node.of(op, location);
    nodes.add(node);
    return node.result();
  }
}
