package dev.strobe.ir.chlo;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.UnaryOp;

/// A tensor of floats in formulas as they are written; each method adds nodes to the builder.
record Real(GraphBuilder builder, Value value) {
  ElementType element() {
    return value.tensor().element();
  }

  /// One number in every place.
  Real constant(double number) {
    return new Real(builder, builder.splat(value.tensor(), number));
  }

  private Real unary(UnaryOp.Kind kind) {
    return new Real(builder, builder.unary(kind, value));
  }

  private Real binary(BinaryOp.Kind kind, Real other) {
    return new Real(builder, builder.binary(kind, value, other.value));
  }

  Real plus(Real other) {
    return binary(BinaryOp.Kind.ADD, other);
  }

  Real plus(double number) {
    return plus(constant(number));
  }

  Real minus(Real other) {
    return binary(BinaryOp.Kind.SUBTRACT, other);
  }

  Real minus(double number) {
    return minus(constant(number));
  }

  /// `number - this`.
  Real from(double number) {
    return constant(number).minus(this);
  }

  Real times(Real other) {
    return binary(BinaryOp.Kind.MULTIPLY, other);
  }

  Real times(double number) {
    return times(constant(number));
  }

  Real over(Real other) {
    return binary(BinaryOp.Kind.DIVIDE, other);
  }

  /// `number / this`.
  Real under(double number) {
    return constant(number).over(this);
  }

  Real squared() {
    return times(this);
  }

  Real power(Real exponent) {
    return binary(BinaryOp.Kind.POWER, exponent);
  }

  Real least(Real other) {
    return binary(BinaryOp.Kind.MINIMUM, other);
  }

  Real least(double number) {
    return least(constant(number));
  }

  Real most(Real other) {
    return binary(BinaryOp.Kind.MAXIMUM, other);
  }

  /// The angle of the point `(x, this)`.
  Real angle(Real x) {
    return binary(BinaryOp.Kind.ATAN2, x);
  }

  Real negated() {
    return unary(UnaryOp.Kind.NEGATE);
  }

  Real abs() {
    return unary(UnaryOp.Kind.ABS);
  }

  /// -1, 0 or 1; a zero keeps its sign.
  Real sign() {
    return unary(UnaryOp.Kind.SIGN);
  }

  Real sqrt() {
    return unary(UnaryOp.Kind.SQRT);
  }

  Real exp() {
    return unary(UnaryOp.Kind.EXPONENTIAL);
  }

  Real expm1() {
    return unary(UnaryOp.Kind.EXPONENTIAL_MINUS_ONE);
  }

  Real log() {
    return unary(UnaryOp.Kind.LOG);
  }

  Real log1p() {
    return unary(UnaryOp.Kind.LOG_PLUS_ONE);
  }

  Real sin() {
    return unary(UnaryOp.Kind.SINE);
  }

  Real cos() {
    return unary(UnaryOp.Kind.COSINE);
  }

  Real tan() {
    return unary(UnaryOp.Kind.TAN);
  }

  Real floor() {
    return unary(UnaryOp.Kind.FLOOR);
  }

  /// The nearest integer, the even one of two.
  Real rounded() {
    return unary(UnaryOp.Kind.ROUND_NEAREST_EVEN);
  }

  /// `c[0] + c[1] x + c[2] x^2 ...` by Horner's rule.
  Real polynomial(double... coefficients) {
    Real total = constant(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      total = total.times(this).plus(coefficients[i]);
    }
    return total;
  }

  private Condition compare(Real other, CompareOp.Direction direction) {
    return new Condition(builder, builder.compare(value, other.value, direction));
  }

  Condition isBelow(Real other) {
    return compare(other, CompareOp.Direction.LT);
  }

  Condition isBelow(double number) {
    return isBelow(constant(number));
  }

  Condition isAbove(double number) {
    return compare(constant(number), CompareOp.Direction.GT);
  }

  Condition isEqualTo(Real other) {
    return compare(other, CompareOp.Direction.EQ);
  }

  Condition isEqualTo(double number) {
    return isEqualTo(constant(number));
  }

  Condition isWhole() {
    return isEqualTo(floor());
  }

  /// Of `-0.5 pi` to `0.5 pi`: pi times the distance from the nearest integer, which is exact.
  Real piTimesFraction() {
    return minus(rounded()).times(Math.PI);
  }
}
