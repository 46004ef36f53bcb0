package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Adds elementwise ops, with how errors go through them.
record RandomElementwise(RandomFunction f) {
  private static final ImmutableList<UnaryOp.Kind> UNARY =
      ImmutableList.copyOf(UnaryOp.Kind.values());
  private static final ImmutableList<BinaryOp.Kind> BINARY =
      ImmutableList.copyOf(BinaryOp.Kind.values());
  private static final ImmutableList<ElementType> CONVERTED =
      ImmutableList.of(
          ElementType.PRED,
          ElementType.S8,
          ElementType.S16,
          ElementType.S32,
          ElementType.S64,
          ElementType.U8,
          ElementType.U16,
          ElementType.U32,
          ElementType.U64,
          ElementType.BF16,
          ElementType.F16,
          ElementType.F32,
          ElementType.F64,
          ElementType.C64,
          ElementType.C128,
          ElementType.S4,
          ElementType.U4,
          ElementType.F8E3M4,
          ElementType.F8E4M3,
          ElementType.F8E4M3FN,
          ElementType.F8E4M3FNUZ,
          ElementType.F8E4M3B11FNUZ,
          ElementType.F8E5M2,
          ElementType.F8E5M2FNUZ,
          ElementType.F4E2M1FN);

  void unary() {
    UnaryOp.Kind kind = f.oneOf(UNARY);
    switch (kind) {
      case ABS -> absolute();
      case NEGATE -> {
        Tracked x = f.any(v -> !v.element().isBoolean());
        f.add(x.moved(f.builder().negate(x.value())));
      }
      case NOT -> {
        Tracked x = f.any(v -> v.element().isInteger() || v.element().isBoolean());
        f.add(x.moved(f.builder().unary(kind, x.value())));
      }
      case SIGN -> {
        Tracked x = f.any(v -> isSigned(v) && v.isExact());
        f.add(new Tracked(f.builder().unary(kind, x.value()), 1, 0));
      }
      case CEIL, FLOOR, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN -> {
        Tracked x = f.any(v -> v.element().isFloat() && v.isExact());
        f.add(new Tracked(f.builder().unary(kind, x.value()), Math.ceil(x.bound()), 0));
      }
      case COSINE, SINE, TANH, LOGISTIC -> {
        Tracked x = f.any(RandomElementwise::isFloat);
        f.add(Tracked.approximated(f.builder().unary(kind, x.value()), 1, x.error()));
      }
      case EXPONENTIAL, EXPONENTIAL_MINUS_ONE -> {
        Tracked x = f.any(v -> isFloat(v) && v.bound() <= 4);
        double steepest = Math.exp(x.bound());
        Value result = f.builder().unary(kind, x.value());
        f.add(Tracked.approximated(result, steepest, steepest * x.error()));
      }
      case LOG, RSQRT, SQRT -> {
        Tracked x = onePlusAbsolute(f.any(RandomElementwise::isFloat));
        double bound = kind == UnaryOp.Kind.RSQRT ? 1 : x.bound();
        f.add(Tracked.approximated(f.builder().unary(kind, x.value()), bound, x.error()));
      }
      case LOG_PLUS_ONE -> {
        Tracked x = absolute(f.any(RandomElementwise::isFloat));
        Value result = f.builder().unary(kind, x.value());
        f.add(Tracked.approximated(result, x.bound(), x.error()));
      }
      case CBRT -> {
        Tracked x = onePlusAbsolute(f.any(RandomElementwise::isFloat));
        f.add(Tracked.approximated(f.builder().unary(kind, x.value()), x.bound(), x.error()));
      }
      case COUNT_LEADING_ZEROS, POPCNT -> {
        Tracked x = f.any(RandomElementwise::isInteger);
        f.add(x.moved(f.builder().unary(kind, x.value())));
      }
      case IMAG, REAL -> new RandomComplex(f).part();
      case IS_FINITE -> {
        Tracked x = f.any(RandomElementwise::isFloat);
        f.add(new Tracked(f.builder().unary(kind, x.value()), 1, 0));
      }
      case TAN -> {
        // Up to one, where the slope is below four.
        Tracked x = f.any(v -> isFloat(v) && v.bound() <= 4);
        Value quarter = f.builder().multiply(x.value(), f.builder().splat(x.type(), 0.25));
        Tracked argument = Tracked.rounded(quarter, x.bound() / 4, x.error() / 4);
        Value result = f.builder().unary(kind, quarter);
        f.add(Tracked.approximated(result, 2, 4 * argument.error()));
      }
    }
  }

  private void absolute() {
    Tracked x = f.any(v -> isSigned(v) || v.element().isComplex());
    Tracked result = absolute(x);
    f.add(
        x.element().isComplex()
            ? Tracked.approximated(result.value(), x.bound(), x.error())
            : result);
  }

  private Tracked absolute(Tracked x) {
    return x.moved(f.builder().unary(UnaryOp.Kind.ABS, x.value()));
  }

  /// `1 + |x|`, where logarithms, roots and quotients are tame.
  private Tracked onePlusAbsolute(Tracked x) {
    Tracked absolute = absolute(x);
    Value sum = f.builder().add(absolute.value(), f.builder().splat(x.type(), 1));
    return Tracked.rounded(sum, x.bound() + 1, x.error());
  }

  void binary() {
    BinaryOp.Kind kind = f.oneOf(BINARY);
    switch (kind) {
      case ADD, MULTIPLY -> arithmetic(kind, f.any());
      case SUBTRACT -> arithmetic(kind, f.any(v -> !v.element().isBoolean()));
      case MAXIMUM, MINIMUM -> {
        Tracked x = f.any(v -> !v.element().isComplex());
        Tracked y = f.of(x.type());
        f.add(x.mixed(f.builder().binary(kind, x.value(), y.value()), y));
      }
      case AND, OR, XOR -> bits(kind, f.any(v -> isInteger(v) || v.element().isBoolean()));
      case SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
          bits(kind, f.any(RandomElementwise::isInteger));
      case DIVIDE -> divide();
      case POWER -> power();
      case REMAINDER -> remainder();
      case ATAN2 -> arcTangent();
    }
  }

  private void bits(BinaryOp.Kind kind, Tracked x) {
    f.add(x.moved(f.builder().binary(kind, x.value(), f.of(x.type()).value())));
  }

  private void arithmetic(BinaryOp.Kind kind, Tracked x) {
    Tracked y = f.of(x.type());
    Value result = f.builder().binary(kind, x.value(), y.value());
    f.add(
        kind == BinaryOp.Kind.MULTIPLY
            ? Tracked.rounded(result, x.bound() * y.bound(), productError(x, y))
            : Tracked.rounded(result, x.bound() + y.bound(), x.error() + y.error()));
  }

  static double productError(Tracked x, Tracked y) {
    return x.error() * y.bound() + y.error() * x.bound() + x.error() * y.error();
  }

  private void divide() {
    Tracked x = f.any(v -> isFloat(v) || isInteger(v));
    Tracked y = f.of(x.type());
    if (isInteger(x)) {
      divideIntegers(BinaryOp.Kind.DIVIDE, x, y);
      return;
    }
    Tracked tame = onePlusAbsolute(y);
    Value result = f.builder().divide(x.value(), tame.value());
    f.add(Tracked.approximated(result, x.bound(), x.error() + x.bound() * tame.error()));
  }

  /// Right of one, where no slope is above one.
  private void arcTangent() {
    Tracked y = f.any(RandomElementwise::isFloat);
    Tracked x = onePlusAbsolute(f.of(y.type()));
    Value result = f.builder().binary(BinaryOp.Kind.ATAN2, y.value(), x.value());
    f.add(Tracked.approximated(result, 2, x.error() + y.error()));
  }

  /// By one instead of zero, for which the specification has no result.
  private void divideIntegers(BinaryOp.Kind kind, Tracked x, Tracked y) {
    GraphBuilder b = f.builder();
    Value zero = b.compare(y.value(), b.splat(y.type(), 0), CompareOp.Direction.EQ);
    Value divisor = b.select(zero, b.splat(y.type(), 1), y.value());
    f.add(x.moved(b.binary(kind, x.value(), divisor)));
  }

  /// Exponents of integers are small: XLA takes high unsigned ones for negative.
  private void power() {
    Tracked x = f.any(v -> isInteger(v) || (isFloat(v) && v.bound() <= 4));
    GraphBuilder b = f.builder();
    if (isInteger(x)) {
      Value exponent = b.splat(x.type(), f.below(6));
      f.add(x.moved(b.binary(BinaryOp.Kind.POWER, x.value(), exponent)));
      return;
    }
    Tracked base = onePlusAbsolute(x);
    Tracked exponent = f.any(v -> v.bound() <= 2, x.type());
    double bound = Math.pow(base.bound(), exponent.bound());
    double error = bound * 2 * (base.error() + exponent.error());
    f.add(
        Tracked.approximated(
            b.binary(BinaryOp.Kind.POWER, base.value(), exponent.value()), bound, error));
  }

  private void remainder() {
    Tracked x = f.any(v -> isInteger(v) || (isFloat(v) && v.isExact()));
    if (isInteger(x)) {
      divideIntegers(BinaryOp.Kind.REMAINDER, x, f.of(x.type()));
      return;
    }
    double divisor = f.oneOf(List.of(0.5, 0.75, 1.0, 3.0, -2.5));
    Value y = f.builder().splat(x.type(), divisor);
    Value result = f.builder().binary(BinaryOp.Kind.REMAINDER, x.value(), y);
    f.add(new Tracked(result, Math.abs(divisor), 0));
  }

  /// Order is asked only of numbers that both sides have alike.
  void compare() {
    Tracked x = f.any(Tracked::isExact);
    Tracked y = f.any(Tracked::isExact, x.type());
    Stream<CompareOp.Direction> directions =
        x.element().isComplex()
            ? Stream.of(CompareOp.Direction.EQ, CompareOp.Direction.NE)
            : Stream.of(CompareOp.Direction.values());
    CompareOp.Comparison comparison =
        x.element().isFloat() && f.below(4) == 0
            ? CompareOp.Comparison.TOTALORDER
            : CompareOp.comparisonOf(x.element());
    var op = new CompareOp(x.value(), y.value(), f.oneOf(directions.toList()), comparison);
    f.add(new Tracked(f.emit(op), 0, 0));
  }

  void select() {
    Tracked x = f.any();
    Tracked y = f.of(x.type());
    TensorType predicate =
        f.below(3) == 0 ? TensorType.of(ElementType.PRED) : x.type().withElement(ElementType.PRED);
    Value chosen = f.of(predicate).value();
    f.add(x.mixed(f.emit(new SelectOp(chosen, x.value(), y.value())), y));
  }

  void clamp() {
    Tracked x = f.any(v -> !v.element().isComplex() && !v.element().isBoolean());
    TensorType scalar = TensorType.of(x.element());
    Tracked low = f.of(f.below(2) == 0 ? scalar : x.type());
    Tracked high = f.of(f.below(2) == 0 ? scalar : x.type());
    Value result = f.emit(new ClampOp(low.value(), x.value(), high.value()));
    f.add(x.mixed(result, low).mixed(result, high));
  }

  void convert() {
    ElementType to = f.oneOf(CONVERTED);
    Tracked x = f.any(v -> v.element() != to && isConvertible(v, to));
    Value result = f.builder().convert(x.value(), to);
    double bound = isFloat(x) || x.element().isComplex() ? x.bound() : largest(x.element());
    f.add(
        to.isInteger() || to.isBoolean() || (x.isExact() && isHeld(x, to))
            ? new Tracked(result, bound, 0)
            : Tracked.rounded(result, bound, x.error()));
  }

  /// Floats become integers only where both sides have the same; wide integers would not be exact.
  private static boolean isConvertible(Tracked x, ElementType to) {
    if (to.isInteger() || to.isBoolean()) {
      return x.isExact() && !x.element().isComplex();
    }
    return !isInteger(x) || x.element().bits() <= 8;
  }

  /// No integer of at most eight bits is larger.
  private static double largest(ElementType element) {
    return element.isBoolean() ? 1 : Math.scalb(1.0, Math.min(8, element.bits())) - 1;
  }

  /// Whether every exact number of one type is one of the other float type.
  private static boolean isHeld(Tracked x, ElementType to) {
    Rounding from =
        isInteger(x) || x.element().isBoolean()
            ? new Rounding(Math.scalb(1.0, 1 - x.element().bits()), 0, largest(x.element()))
            : Rounding.of(x.element());
    return Rounding.of(to).holds(from);
  }

  /// To a float of fewer bits and back, of a range that no number leaves.
  void reducePrecision() {
    Tracked x = f.any(v -> isFloat(v) && v.element().bits() >= 16 && v.isExact());
    Value result = f.emit(new ReducePrecisionOp(x.value(), 5 + f.below(4), f.below(8)));
    f.add(new Tracked(result, 2 * x.bound(), 0));
  }

  /// Bits of integers, and of constants that no arithmetic has touched.
  void bitcast() {
    Tracked x = f.any(RandomElementwise::isInteger);
    ElementType element = x.element();
    ElementType other =
        f.oneOf(
            CONVERTED.stream()
                .filter(ElementType::isInteger)
                .filter(type -> type != element)
                .toList());
    long[] dims = x.type().dims().toArray();
    int ratio = Math.max(element.bits(), other.bits()) / Math.min(element.bits(), other.bits());
    if (other.bits() > element.bits()) {
      if (dims.length == 0 || dims[dims.length - 1] != ratio) {
        return;
      }
      dims = Arrays.copyOf(dims, dims.length - 1);
    } else if (other.bits() < element.bits()) {
      dims = Arrays.copyOf(dims, dims.length + 1);
      dims[dims.length - 1] = ratio;
    }
    TensorType type = TensorType.of(other, dims);
    if (type.elementCount() <= RandomFunction.LARGEST_COUNT) {
      f.add(x.moved(f.emit(new BitcastConvertOp(x.value(), type))));
    }
  }

  /// The bits of a float constant as an integer of its width.
  void bitcastConstant() {
    boolean wide = f.below(2) == 0;
    ElementType from = wide ? ElementType.F32 : ElementType.BF16;
    TensorType type = TensorType.of(from, f.sizes());
    Literal literal = RandomLiterals.of(type, f.random());
    TensorType bits = type.withElement(wide ? ElementType.S32 : ElementType.U16);
    Value constant = f.builder().constant(literal);
    f.add(new Tracked(f.emit(new BitcastConvertOp(constant, bits)), 0, 0));
  }

  private static boolean isFloat(Tracked x) {
    return x.element().isFloat();
  }

  private static boolean isInteger(Tracked x) {
    return x.element().isInteger();
  }

  private static boolean isSigned(Tracked x) {
    return switch (x.element().kind()) {
      case SIGNED, FLOAT -> true;
      case COMPLEX, BOOLEAN, UNSIGNED -> false;
    };
  }
}
