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

/// An elementwise op of two operands of one type, which is also the result's.
public record BinaryOp(Kind kind, Value lhs, Value rhs) implements Op {
  private static final ImmutableSet<ElementType.Kind> ALL =
      ImmutableSet.copyOf(ElementType.Kind.values());
  private static final ImmutableSet<ElementType.Kind> NUMBERS =
      ImmutableSet.of(
          ElementType.Kind.SIGNED,
          ElementType.Kind.UNSIGNED,
          ElementType.Kind.FLOAT,
          ElementType.Kind.COMPLEX);
  private static final ImmutableSet<ElementType.Kind> FLOATS =
      ImmutableSet.of(ElementType.Kind.FLOAT, ElementType.Kind.COMPLEX);
  private static final ImmutableSet<ElementType.Kind> BITS =
      ImmutableSet.of(ElementType.Kind.BOOLEAN, ElementType.Kind.SIGNED, ElementType.Kind.UNSIGNED);
  private static final ImmutableSet<ElementType.Kind> INTEGERS =
      ImmutableSet.of(ElementType.Kind.SIGNED, ElementType.Kind.UNSIGNED);

  /// Which function; the StableHLO name is the constant in lower case.
  public enum Kind {
    ADD(ALL),
    AND(BITS),
    ATAN2(FLOATS),
    DIVIDE(NUMBERS),
    MAXIMUM(ALL),
    MINIMUM(ALL),
    MULTIPLY(ALL),
    OR(BITS),
    POWER(NUMBERS),
    REMAINDER(NUMBERS),
    SHIFT_LEFT(INTEGERS),
    SHIFT_RIGHT_ARITHMETIC(INTEGERS),
    SHIFT_RIGHT_LOGICAL(INTEGERS),
    SUBTRACT(NUMBERS),
    XOR(BITS);

    private final ImmutableSet<ElementType.Kind> operands;
    private final String text;

    Kind(ImmutableSet<ElementType.Kind> operands) {
      this.operands = operands;
      this.text = name().toLowerCase(Locale.ROOT);
    }

    public String text() {
      return text;
    }

    /// Whether the operands may be exchanged.
    public boolean isCommutative() {
      return switch (this) {
        case ADD, AND, MAXIMUM, MINIMUM, MULTIPLY, OR, XOR -> true;
        case ATAN2,
            DIVIDE,
            POWER,
            REMAINDER,
            SHIFT_LEFT,
            SHIFT_RIGHT_ARITHMETIC,
            SHIFT_RIGHT_LOGICAL,
            SUBTRACT ->
            false;
      };
    }
  }

  public BinaryOp {
    TensorType type = lhs.tensor();
    Checks.require(
        type.fits(rhs.type()), kind.text() + "_c1", "operands of one type", type, rhs.tensor());
    Checks.require(
        kind.operands.contains(type.element().kind()),
        kind.text() + "_i1",
        "an element type of kind " + kind.operands,
        type);
  }

  @Override
  public String name() {
    return kind.text();
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(lhs, rhs);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(lhs.tensor().refinedBy(rhs.tensor()));
  }

  @Override
  public BinaryOp withOperands(List<Value> operands) {
    return new BinaryOp(kind, operands.get(0), operands.get(1));
  }
}
