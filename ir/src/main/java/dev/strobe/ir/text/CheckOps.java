package dev.strobe.ir.text;

import dev.strobe.ir.Decomposition;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ExpectOp;
import dev.strobe.ir.op.ExpectOp.Agreement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What checks mean, be they ops of the `check` dialect, in which StableHLO's own tests are
/// written, or a `custom_call` of a target of that name.
final class CheckOps {
  private static final String CONSTANT = "_const";

  private CheckOps() {}

  /// Whether an op is of the dialect.
  static boolean owns(OpForm.Head head) {
    return head.name().startsWith("check.");
  }

  static boolean hasConstant(OpForm.Head head) {
    return head.name().endsWith(CONSTANT);
  }

  static Optional<Function<OpForm, Decomposition>> reader(OpForm.Head head) {
    return owns(head)
        ? Optional.of(form -> Decomposition.of(builder -> check(builder, form)))
        : Optional.empty();
  }

  private static List<Value> check(GraphBuilder builder, OpForm form) {
    boolean constant = hasConstant(form.head());
    form.requireOperands(constant ? 1 : 2);
    Agreement agreement =
        agreement(form.head().name().replaceFirst(CONSTANT + "$", ""), form.properties())
            .orElseThrow(
                () -> form.head().fail("an op that Strobe knows", "'" + form.head().name() + "'"));
    Value expected =
        constant ? builder.emit(StructureOps.constantValue(form)).getFirst() : form.operand(1);
    return builder.emit(new ExpectOp(form.operand(0), expected, agreement));
  }

  /// What a check of that name asks for, if it is one.
  ///
  /// @param limits how far operands may be apart, where that is said
  static Optional<Agreement> agreement(String name, AttributeDictionary limits) {
    return switch (name) {
      case "check.expect_almost_eq" -> {
        Optional<Double> tolerance =
            limits.take("tolerance").map(each -> each.real(ElementType.F64));
        yield Optional.of(new Agreement.Within(tolerance.orElse(Agreement.Within.USUAL)));
      }
      case "check.expect_close" -> {
        Optional<Long> min = limits.take("min_ulp_difference").map(Attribute::integer);
        Optional<Long> max = limits.take("max_ulp_difference").map(Attribute::integer);
        Agreement.Ulps usual = Agreement.Ulps.USUAL;
        yield Optional.of(new Agreement.Ulps(min.orElse(usual.min()), max.orElse(usual.max())));
      }
      case "check.expect_eq" -> Optional.of(new Agreement.Equal());
      default -> Optional.empty();
    };
  }
}
