package dev.strobe.ir.op;

import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;

/// How a machine multiplies and adds up in a `dot_general`, in place of a precision; one that it
/// does not know has to be refused rather than replaced.
///
/// The interpreter, and XLA on the CPU, compute more exactly than any of them.
///
/// @param accumulationType in which products are added up
/// @param numPrimitiveOperations products of parts of the operands for each product
/// @param allowImpreciseAccumulation whether some steps may add up in fewer bits
public record DotAlgorithm(
    Side lhs,
    Side rhs,
    Format accumulationType,
    long numPrimitiveOperations,
    boolean allowImpreciseAccumulation) {
  /// What becomes of an operand before it is multiplied.
  ///
  /// @param precisionType what its elements, or their parts, are rounded to
  /// @param componentCount into how many parts an element falls
  public record Side(Format precisionType, long componentCount) {}

  /// A format of floating-point numbers in which a machine computes.
  public sealed interface Format {
    /// The spelling in StableHLO text.
    String text();
  }

  /// A format that tensors can have.
  public record Stored(ElementType element) implements Format {
    public Stored {
      Checks.require(element.isFloat(), "dot_algorithm", "a float type", element);
    }

    @Override
    public String text() {
      return element.text();
    }
  }

  /// The range of f32 with a mantissa of ten bits.
  public record TensorFloat32() implements Format {
    @Override
    public String text() {
      return "tf32";
    }
  }

  public DotAlgorithm {
    long left = lhs.componentCount;
    long right = rhs.componentCount;
    Checks.require(left > 0, "dot_general_c22", "0 < lhs_component_count", left);
    Checks.require(right > 0, "dot_general_c23", "0 < rhs_component_count", right);
    Checks.require(
        numPrimitiveOperations > 0,
        "dot_general_c24",
        "0 < num_primitive_operations",
        numPrimitiveOperations);
  }
}
