package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// A check that two tensors agree; the program fails where they do not.
///
/// Source: the `check` dialect, in which StableHLO's own tests are written.
public record ExpectOp(Value actual, Value expected, Agreement agreement) implements StructuralOp {
  /// How near the elements of two tensors have to be.
  public sealed interface Agreement {
    /// What the check is called.
    String name();

    /// Equal numbers: no NaN is.
    record Equal() implements Agreement {
      @Override
      public String name() {
        return "check.expect_eq";
      }
    }

    /// At most so far apart; NaN agrees with NaN and an infinity with itself.
    record Within(double tolerance) implements Agreement {
      public static final double USUAL = 1e-4;

      @Override
      public String name() {
        return "check.expect_almost_eq";
      }
    }

    /// A number of representable numbers apart; NaN agrees with NaN and an infinity with itself.
    record Ulps(long min, long max) implements Agreement {
      public static final Ulps USUAL = new Ulps(0, 1);

      @Override
      public String name() {
        return "check.expect_close";
      }
    }
  }

  public ExpectOp {
    String label = agreement.name();
    Checks.require(
        actual.tensor().fits(expected.tensor()), label, "operands of one type", actual, expected);
    boolean floats = actual.tensor().element().isFloat() || actual.tensor().element().isComplex();
    Checks.require(
        floats || agreement instanceof Agreement.Equal, label, "floats or complex numbers", actual);
  }

  @Override
  public String name() {
    return agreement.name();
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(actual, expected);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of();
  }

  @Override
  public ExpectOp withOperands(List<Value> operands) {
    return new ExpectOp(operands.get(0), operands.get(1), agreement);
  }

  @Override
  public boolean isPure() {
    return false;
  }
}
