package dev.strobe.ir.chlo;

import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import java.util.List;

/// Products of integers.
public final class Integers {
  private static final int WORD = 64;
  private static final int HALF = 32;

  private Integers() {}

  /// The upper half of the bits of the whole product.
  public static Value multiplyHigh(GraphBuilder builder, Value lhs, Value rhs) {
    return PerElement.of(
        builder, List.of(lhs, rhs), each -> ofKnown(builder, each.get(0), each.get(1)));
  }

  private static Value ofKnown(GraphBuilder builder, Value lhs, Value rhs) {
    TensorType type = lhs.tensor();
    Checks.require(
        type.element().isInteger() && type.equals(rhs.tensor()),
        "chlo.mulhi",
        "two operands of one integer type",
        type,
        rhs.tensor());
    boolean signed = type.element().kind() == ElementType.Kind.SIGNED;
    if (type.element().bits() < WORD) {
      ElementType wide = signed ? ElementType.S64 : ElementType.U64;
      Value product = builder.multiply(builder.convert(lhs, wide), builder.convert(rhs, wide));
      return builder.convert(shifted(builder, product, type.element().bits()), type.element());
    }
    Value a = bitcast(builder, lhs, ElementType.U64);
    Value b = bitcast(builder, rhs, ElementType.U64);
    Value high = bitcast(builder, unsignedHigh(builder, a, b), type.element());
    return signed ? corrected(builder, high, lhs, rhs) : high;
  }

  private static Value bitcast(GraphBuilder builder, Value x, ElementType element) {
    return builder.emit(new BitcastConvertOp(x, x.tensor().withElement(element))).getFirst();
  }

  private static Value shifted(GraphBuilder builder, Value x, int bits) {
    boolean signed = x.tensor().element().kind() == ElementType.Kind.SIGNED;
    BinaryOp.Kind kind =
        signed ? BinaryOp.Kind.SHIFT_RIGHT_ARITHMETIC : BinaryOp.Kind.SHIFT_RIGHT_LOGICAL;
    return builder.binary(kind, x, builder.splat(x.tensor(), bits));
  }

  /// Long multiplication in digits of 32 bits.
  private static Value unsignedHigh(GraphBuilder builder, Value a, Value b) {
    Value mask = builder.splat(a.tensor(), Math.scalb(1.0, HALF) - 1);
    Value aLow = builder.and(a, mask);
    Value bLow = builder.and(b, mask);
    Value aHigh = shifted(builder, a, HALF);
    Value bHigh = shifted(builder, b, HALF);
    Value carry = shifted(builder, builder.multiply(aLow, bLow), HALF);
    Value middle = builder.add(builder.multiply(aHigh, bLow), carry);
    Value other = builder.add(builder.multiply(aLow, bHigh), builder.and(middle, mask));
    Value top = builder.add(builder.multiply(aHigh, bHigh), shifted(builder, middle, HALF));
    return builder.add(top, shifted(builder, other, HALF));
  }

  /// As unsigned numbers, negative ones are `2^64` too large: each adds the other factor to the
  /// upper half.
  private static Value corrected(GraphBuilder builder, Value high, Value lhs, Value rhs) {
    Value left = builder.and(shifted(builder, lhs, WORD - 1), rhs);
    Value right = builder.and(shifted(builder, rhs, WORD - 1), lhs);
    return builder.subtract(builder.subtract(high, left), right);
  }
}
