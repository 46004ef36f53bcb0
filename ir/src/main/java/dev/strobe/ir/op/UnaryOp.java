package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.Locale;

/// An elementwise op of one operand; the result has the operand's type, except that the absolute
/// value and the parts of a complex number are real, and that finiteness is a predicate.
///
/// @param accuracy how near to the true result it is, where it is a transcendental function
public record UnaryOp(Kind kind, Value operand, ResultAccuracy accuracy) implements Op {
  private static final ImmutableSet<ElementType.Kind> FLOATS =
      ImmutableSet.of(ElementType.Kind.FLOAT, ElementType.Kind.COMPLEX);
  private static final ImmutableSet<ElementType.Kind> REAL_FLOATS =
      ImmutableSet.of(ElementType.Kind.FLOAT);
  private static final ImmutableSet<ElementType.Kind> SIGNED =
      ImmutableSet.of(ElementType.Kind.SIGNED, ElementType.Kind.FLOAT, ElementType.Kind.COMPLEX);
  private static final ImmutableSet<ElementType.Kind> NUMBERS =
      ImmutableSet.of(
          ElementType.Kind.SIGNED,
          ElementType.Kind.UNSIGNED,
          ElementType.Kind.FLOAT,
          ElementType.Kind.COMPLEX);
  private static final ImmutableSet<ElementType.Kind> BITS =
      ImmutableSet.of(ElementType.Kind.BOOLEAN, ElementType.Kind.SIGNED, ElementType.Kind.UNSIGNED);

  private static final ImmutableSet<ElementType.Kind> INTEGERS =
      ImmutableSet.of(ElementType.Kind.SIGNED, ElementType.Kind.UNSIGNED);

  /// Which function; the StableHLO name is the constant in lower case.
  public enum Kind {
    ABS(SIGNED),
    CBRT(FLOATS),
    CEIL(REAL_FLOATS),
    COSINE(FLOATS),
    COUNT_LEADING_ZEROS(INTEGERS),
    EXPONENTIAL(FLOATS),
    EXPONENTIAL_MINUS_ONE(FLOATS),
    FLOOR(REAL_FLOATS),
    IMAG(FLOATS),
    IS_FINITE(REAL_FLOATS),
    LOG(FLOATS),
    LOG_PLUS_ONE(FLOATS),
    LOGISTIC(FLOATS),
    NEGATE(NUMBERS),
    NOT(BITS),
    POPCNT(INTEGERS),
    REAL(FLOATS),
    ROUND_NEAREST_AFZ(REAL_FLOATS),
    ROUND_NEAREST_EVEN(REAL_FLOATS),
    RSQRT(FLOATS),
    SIGN(SIGNED),
    SINE(FLOATS),
    SQRT(FLOATS),
    TAN(FLOATS),
    TANH(FLOATS);

    private final ImmutableSet<ElementType.Kind> operands;
    private final String text;

    Kind(ImmutableSet<ElementType.Kind> operands) {
      this.operands = operands;
      this.text = name().toLowerCase(Locale.ROOT);
    }

    public String text() {
      return text;
    }

    /// Whether an accuracy can be asked for.
    boolean isTranscendental() {
      return switch (this) {
        case CBRT,
            COSINE,
            EXPONENTIAL,
            EXPONENTIAL_MINUS_ONE,
            LOG,
            LOG_PLUS_ONE,
            LOGISTIC,
            RSQRT,
            SINE,
            SQRT,
            TAN,
            TANH ->
            true;
        case ABS,
            CEIL,
            COUNT_LEADING_ZEROS,
            FLOOR,
            IMAG,
            IS_FINITE,
            NEGATE,
            NOT,
            POPCNT,
            REAL,
            ROUND_NEAREST_AFZ,
            ROUND_NEAREST_EVEN,
            SIGN ->
            false;
      };
    }
  }

  /// At the accuracy that the machine has anyway.
  public UnaryOp(Kind kind, Value operand) {
    this(kind, operand, ResultAccuracy.DEFAULT);
  }

  public UnaryOp {
    TensorType type = operand.tensor();
    Checks.require(
        kind.operands.contains(type.element().kind()),
        kind.text() + "_i1",
        "an element type of kind " + kind.operands,
        type);
    Checks.require(
        kind.isTranscendental() || accuracy.equals(ResultAccuracy.DEFAULT),
        kind.text(),
        "no result_accuracy, as its result is exact",
        accuracy);
  }

  @Override
  public String name() {
    return kind.text();
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType type = operand.tensor();
    return ImmutableList.of(
        switch (kind) {
          case ABS, IMAG, REAL -> type.withElement(type.element().real());
          case IS_FINITE -> type.withElement(ElementType.PRED);
          default -> type;
        });
  }

  @Override
  public UnaryOp withOperands(List<Value> operands) {
    return new UnaryOp(kind, operands.getFirst(), accuracy);
  }
}
