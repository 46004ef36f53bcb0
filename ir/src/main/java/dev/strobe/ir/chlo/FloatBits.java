package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;

/// Floats by their bits: a sign, then exponent and fraction, which as an integer grow with the
/// magnitude.
///
/// @param bits signed integers of the floats' width
record FloatBits(Real shape, Value bits) {
  private static final ImmutableMap<ElementType, ElementType> INTEGERS =
      ImmutableMap.of(
          ElementType.BF16, ElementType.S16,
          ElementType.F16, ElementType.S16,
          ElementType.F32, ElementType.S32,
          ElementType.F64, ElementType.S64);

  static FloatBits of(Real x) {
    ElementType integer = INTEGERS.get(x.element());
    if (integer == null) {
      throw new InvalidOpException(
          "chlo requires one of " + INTEGERS.keySet() + " to take bits of, got " + x.element());
    }
    return new FloatBits(x, bitcast(x.builder(), x.value(), integer));
  }

  private static Value bitcast(GraphBuilder builder, Value value, ElementType element) {
    return builder
        .emit(new BitcastConvertOp(value, value.tensor().withElement(element)))
        .getFirst();
  }

  private GraphBuilder builder() {
    return shape.builder();
  }

  Real toReal() {
    return new Real(builder(), bitcast(builder(), bits, shape.element()));
  }

  private FloatBits constant(double number) {
    return with(builder().splat(bits.tensor(), number));
  }

  private FloatBits with(Value other) {
    return new FloatBits(shape, other);
  }

  FloatBits plus(double number) {
    return with(builder().add(bits, constant(number).bits));
  }

  FloatBits and(FloatBits other) {
    return with(builder().and(bits, other.bits));
  }

  FloatBits or(FloatBits other) {
    return with(builder().binary(BinaryOp.Kind.OR, bits, other.bits));
  }

  /// The sign alone.
  FloatBits sign() {
    return and(constant(-Math.scalb(1.0, shape.element().bits() - 1)));
  }

  /// The float without its last bits.
  FloatBits without(int count) {
    return and(constant(-Math.scalb(1.0, count)));
  }

  FloatBits choose(Condition condition, FloatBits elsewhere) {
    return with(builder().select(condition.value(), bits, elsewhere.bits));
  }

  /// The leading half of a float's digits, so that its square is exact.
  static Real leading(Real x) {
    return of(x).without(x.element() == ElementType.F64 ? 27 : 12).toReal();
  }

  /// A magnitude with the sign of another float, also of a zero.
  static Real withSignOf(Real magnitude, Real sign) {
    return of(magnitude).or(of(sign).sign()).toReal();
  }

  /// The float next to `x` on the way to `y`.
  static Real nextAfter(Real x, Real y) {
    FloatBits bits = of(x);
    Condition away = bitEqual(x.isBelow(y), x.isAbove(0));
    FloatBits moved = bits.plus(1).choose(away, bits.plus(-1));
    FloatBits smallest = of(y).sign().or(bits.constant(1));
    Real next = smallest.choose(x.isEqualTo(0), moved).toReal();
    Condition unordered = x.isEqualTo(x).and(y.isEqualTo(y)).not();
    return unordered.choose(x.plus(y), x.isEqualTo(y).choose(y, next));
  }

  private static Condition bitEqual(Condition a, Condition b) {
    GraphBuilder builder = a.builder();
    return new Condition(builder, builder.binary(BinaryOp.Kind.XOR, a.value(), b.value())).not();
  }
}
