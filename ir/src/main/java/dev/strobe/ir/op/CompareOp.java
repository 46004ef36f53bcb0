package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Elementwise comparison; the result is a tensor of predicates.
public record CompareOp(Value lhs, Value rhs, Direction direction, Comparison comparison)
    implements Op {
  /// The relation that is tested.
  public enum Direction {
    EQ,
    NE,
    GE,
    GT,
    LE,
    LT
  }

  /// How elements are ordered (`compare_type` in the specification).
  public enum Comparison {
    FLOAT,
    TOTALORDER,
    SIGNED,
    UNSIGNED
  }

  public CompareOp {
    TensorType type = lhs.tensor();
    TensorType other = rhs.tensor();
    Checks.require(
        type.element() == other.element(), "compare_c1", "one element type", type, other);
    Checks.require(type.shapeFits(other), "compare_c2", "one shape", type, other);
    boolean total = comparison == Comparison.TOTALORDER && type.element().isFloat();
    Checks.require(
        total || comparison == comparisonOf(type.element()),
        "compare_c3",
        "compare_type " + comparisonOf(type.element()) + " for " + type,
        comparison);
  }

  /// The comparison that the specification defines for an element type.
  public static Comparison comparisonOf(ElementType element) {
    return switch (element.kind()) {
      case SIGNED -> Comparison.SIGNED;
      case UNSIGNED, BOOLEAN -> Comparison.UNSIGNED;
      case FLOAT, COMPLEX -> Comparison.FLOAT;
    };
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(lhs, rhs);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(lhs.tensor().refinedBy(rhs.tensor()).withElement(ElementType.PRED));
  }

  @Override
  public CompareOp withOperands(List<Value> operands) {
    return new CompareOp(operands.get(0), operands.get(1), direction, comparison);
  }
}
