package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The elementwise functions of the `chlo` dialect, by their names without the dialect.
///
/// f32 and f64 are computed in themselves, to a few units in the last place; narrower floats in f32
/// and rounded at the end.
public final class ChloFunctions {
  private static final ImmutableMap<String, UnaryOperator<Real>> REAL =
      ImmutableMap.<String, UnaryOperator<Real>>builder()
          .put("acos", Hyperbolics::acos)
          .put("acosh", Hyperbolics::acosh)
          .put("asin", Hyperbolics::asin)
          .put("asinh", Hyperbolics::asinh)
          .put("atan", Hyperbolics::atan)
          .put("atanh", Hyperbolics::atanh)
          .put("bessel_i1e", BesselFunctions::i1e)
          .put("conj", x -> x)
          .put("cosh", Hyperbolics::cosh)
          .put("digamma", GammaFunctions::digamma)
          .put("erf", ErrorFunctions::erf)
          .put("erf_inv", ErrorFunctions::erfInv)
          .put("erfc", ErrorFunctions::erfc)
          .put("lgamma", GammaFunctions::lgamma)
          .put("sinh", Hyperbolics::sinh)
          .put("square", Real::squared)
          .put("tan", Real::tan)
          .buildOrThrow();

  private static final ImmutableMap<String, UnaryOperator<ComplexNumber>> COMPLEX =
      ImmutableMap.<String, UnaryOperator<ComplexNumber>>builder()
          .put("_asin_acos_kernel", z -> ArcKernel.of(z).toComplex())
          .put("acos", ArcKernel::acos)
          .put("acosh", ArcKernel::acosh)
          .put("asin", ArcKernel::asin)
          .put("asinh", ArcKernel::asinh)
          .put("atan", ComplexHyperbolics::atan)
          .put("atanh", ComplexHyperbolics::atanh)
          .put("conj", ComplexNumber::conjugate)
          .put("cosh", ComplexHyperbolics::cosh)
          .put("sinh", ComplexHyperbolics::sinh)
          .put("square", ComplexNumber::squared)
          .put("tan", ComplexHyperbolics::tan)
          .buildOrThrow();

  private static final ImmutableMap<String, Function<Real, Condition>> TESTS =
      ImmutableMap.of(
          "is_inf", x -> x.abs().isEqualTo(Double.POSITIVE_INFINITY),
          "is_neg_inf", x -> x.isEqualTo(Double.NEGATIVE_INFINITY),
          "is_pos_inf", x -> x.isEqualTo(Double.POSITIVE_INFINITY));

  private static final ImmutableMap<String, BinaryOperator<Real>> BINARY =
      ImmutableMap.of(
          "next_after", FloatBits::nextAfter,
          "polygamma", ZetaFunctions::polygamma,
          "zeta", ZetaFunctions::zeta);

  /// What is exact in every type, or means its bits.
  private static final ImmutableSet<String> EXACT = ImmutableSet.of("conj", "next_after", "square");

  private ChloFunctions() {}

  /// Names of functions of one operand.
  public static ImmutableSet<String> unaryNames() {
    return ImmutableSet.<String>builder()
        .addAll(REAL.keySet())
        .addAll(COMPLEX.keySet())
        .addAll(TESTS.keySet())
        .build();
  }

  /// Names of functions of two operands.
  public static ImmutableSet<String> binaryNames() {
    return BINARY.keySet();
  }

  /// Adds the nodes that compute a function of one operand.
  public static Value unary(GraphBuilder builder, String name, Value x) {
    return PerElement.of(builder, List.of(x), each -> ofKnown(builder, name, each.getFirst()));
  }

  private static Value ofKnown(GraphBuilder builder, String name, Value x) {
    ElementType element = x.tensor().element();
    if (element.isComplex()) {
      return required(COMPLEX, name, x).apply(ComplexNumber.of(builder, x)).toValue();
    }
    Checks.require(element.isFloat(), "chlo." + name, "floats or complex numbers", x.tensor());
    Function<Real, Condition> test = TESTS.get(name);
    if (test != null) {
      return test.apply(new Real(builder, x)).value();
    }
    UnaryOperator<Real> function = required(REAL, name, x);
    Value result = function.apply(computing(builder, name, x)).value();
    return builder.cast(result, element);
  }

  /// Adds the nodes that compute a function of two operands of one type.
  public static Value binary(GraphBuilder builder, String name, Value x, Value y) {
    return PerElement.of(
        builder, List.of(x, y), each -> ofKnown(builder, name, each.get(0), each.get(1)));
  }

  private static Value ofKnown(GraphBuilder builder, String name, Value x, Value y) {
    TensorType type = x.tensor();
    Checks.require(
        type.element().isFloat() && type.equals(y.tensor()),
        "chlo." + name,
        "two operands of one float type",
        type,
        y.tensor());
    Value result =
        required(BINARY, name, x)
            .apply(computing(builder, name, x), computing(builder, name, y))
            .value();
    return builder.cast(result, type.element());
  }

  private static <T> T required(ImmutableMap<String, T> functions, String name, Value x) {
    T function = functions.get(name);
    if (function == null) {
      throw new InvalidOpException(
          "chlo." + name + " requires an operand that it is defined for, got " + x.tensor());
    }
    return function;
  }

  private static Real computing(GraphBuilder builder, String name, Value x) {
    boolean narrow = x.tensor().element().bits() < 32 && !EXACT.contains(name);
    return new Real(builder, narrow ? builder.convert(x, ElementType.F32) : x);
  }
}
