package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Random numbers from a generator that the machine chooses, so that no two runs need to agree.
///
/// @param a the least number, or the mean
/// @param b the number that all are below, or the standard deviation
/// @param shape si64: the sizes of the result, as known when the program is built
/// @param type the result's type
public record RngOp(Value a, Value b, Value shape, Distribution distribution, TensorType type)
    implements Op {
  /// How the numbers are spread.
  public enum Distribution {
    UNIFORM,
    NORMAL
  }

  public RngOp {
    requireNumber("rng_i1", "a", a.tensor());
    requireNumber("rng_i2", "b", b.tensor());
    TensorType sizes = shape.tensor();
    Checks.require(
        sizes.rank() == 1 && sizes.element() == ElementType.S64,
        "rng_i3",
        "a vector of si64 for a shape",
        sizes);
    ElementType element = type.element();
    Checks.require(
        a.tensor().element() == element && b.tensor().element() == element,
        "rng_c1",
        "element_type(a) = element_type(b) = element_type(result)",
        a,
        b,
        type);
    Checks.require(
        distribution != Distribution.NORMAL || element.isFloat(),
        "rng_c2",
        "floats for a normal distribution",
        type);
    Checks.require(sizes.dim(0) == type.rank(), "rng_c3", "shape(result) = shape", sizes, type);
  }

  @Override
  public String name() {
    return "rng";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(a, b, shape);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type);
  }

  @Override
  public RngOp withOperands(List<Value> operands) {
    return new RngOp(operands.get(0), operands.get(1), operands.get(2), distribution, type);
  }

  @Override
  public boolean isPure() {
    return false;
  }

  private static void requireNumber(String label, String what, TensorType type) {
    Checks.require(
        type.isScalar() && !type.element().isComplex(),
        label,
        "a scalar integer, boolean or float for " + what,
        type);
  }
}
