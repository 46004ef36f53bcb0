package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CompareOp.Comparison;
import dev.strobe.ir.op.CompareOp.Direction;
import dev.strobe.ir.op.ResultAccuracy.Mode;

/// Elementwise ops that break one constraint each.
final class ElementwiseRefusals {
  private ElementwiseRefusals() {}

  static ImmutableList<Refusal> all() {
    ImmutableList.Builder<Refusal> all = ImmutableList.builder();
    for (UnaryOp.Kind kind : UnaryOp.Kind.values()) {
      if (kind != UnaryOp.Kind.NEGATE) {
        all.add(new Refusal(kind.text() + "_i1", () -> new UnaryOp(kind, misfit(kind))));
      }
    }
    all.add(
        new Refusal(
            "negate_i1", () -> new UnaryOp(UnaryOp.Kind.NEGATE, value(ElementType.PRED, 2))));
    for (BinaryOp.Kind kind : BinaryOp.Kind.values()) {
      all.add(new Refusal(kind.text() + "_c1", () -> new BinaryOp(kind, s32(2), s32(3))));
      all.add(
          new Refusal(
              kind.text() + "_c1", () -> new BinaryOp(kind, s32(2), value(ElementType.U32, 2))));
    }
    binaryMisfits(all);
    compare(all);
    select(all);
    clamp(all);
    complex(all);
    reducePrecision(all);
    accuracies(all);
    return all.build();
  }

  private static Value misfit(UnaryOp.Kind kind) {
    return switch (kind) {
      case ABS, SIGN -> value(ElementType.U8, 2);
      case NOT -> f32(2);
      case COUNT_LEADING_ZEROS, POPCNT -> value(ElementType.PRED, 2);
      case CEIL, FLOOR, IS_FINITE, ROUND_NEAREST_AFZ, ROUND_NEAREST_EVEN ->
          value(ElementType.C64, 2);
      case NEGATE -> value(ElementType.PRED, 2);
      case CBRT,
          COSINE,
          EXPONENTIAL,
          EXPONENTIAL_MINUS_ONE,
          IMAG,
          LOG,
          LOG_PLUS_ONE,
          LOGISTIC,
          REAL,
          RSQRT,
          SINE,
          SQRT,
          TAN,
          TANH ->
          s32(2);
    };
  }

  private static void binaryMisfits(ImmutableList.Builder<Refusal> all) {
    for (BinaryOp.Kind kind : BinaryOp.Kind.values()) {
      switch (kind) {
        case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
            all.add(new Refusal(kind.text() + "_i1", () -> new BinaryOp(kind, f32(), f32())));
        case ATAN2 -> all.add(new Refusal("atan2_i1", () -> new BinaryOp(kind, s32(), s32())));
        case DIVIDE, POWER, REMAINDER, SUBTRACT ->
            all.add(new Refusal(kind.text() + "_i1", () -> predicates(kind)));
        case ADD, MAXIMUM, MINIMUM, MULTIPLY -> {}
      }
    }
    all.add(new Refusal("shift_left_i1", () -> predicates(BinaryOp.Kind.SHIFT_LEFT)));
  }

  private static BinaryOp predicates(BinaryOp.Kind kind) {
    return new BinaryOp(kind, value(ElementType.PRED), value(ElementType.PRED));
  }

  private static void compare(ImmutableList.Builder<Refusal> all) {
    all.add(new Refusal("compare_c1", () -> compare(f32(2), s32(2), Comparison.FLOAT)));
    all.add(new Refusal("compare_c2", () -> compare(f32(2), f32(3), Comparison.FLOAT)));
    all.add(new Refusal("compare_c3", () -> compare(f32(2), f32(2), Comparison.SIGNED)));
    all.add(new Refusal("compare_c3", () -> compare(s32(2), s32(2), Comparison.UNSIGNED)));
    all.add(new Refusal("compare_c3", () -> compare(s32(2), s32(2), Comparison.TOTALORDER)));
    Value complex = value(ElementType.C64, 2);
    all.add(new Refusal("compare_c3", () -> compare(complex, complex, Comparison.TOTALORDER)));
  }

  private static void complex(ImmutableList.Builder<Refusal> all) {
    Value half = value(ElementType.F16, 2);
    all.add(new Refusal("complex_c1", () -> new ComplexOp(f32(2), f32(3))));
    all.add(new Refusal("complex_c1", () -> new ComplexOp(f32(2), value(ElementType.F64, 2))));
    all.add(new Refusal("complex_i1", () -> new ComplexOp(half, half)));
  }

  private static void reducePrecision(ImmutableList.Builder<Refusal> all) {
    all.add(new Refusal("reduce_precision_i1", () -> new ReducePrecisionOp(s32(2), 5, 10)));
    all.add(new Refusal("reduce_precision_c2", () -> new ReducePrecisionOp(f32(2), 0, 10)));
    all.add(new Refusal("reduce_precision_c3", () -> new ReducePrecisionOp(f32(2), 5, -1)));
  }

  private static void accuracies(ImmutableList.Builder<Refusal> all) {
    all.add(new Refusal("abs", () -> unary(UnaryOp.Kind.ABS, ResultAccuracy.HIGHEST)));
    all.add(
        new Refusal("negate", () -> unary(UnaryOp.Kind.NEGATE, ResultAccuracy.within(1, 0, 0))));
    all.add(new Refusal("result_accuracy", () -> tanh(Mode.TOLERANCE, -1, 0, 0)));
    all.add(new Refusal("result_accuracy", () -> tanh(Mode.TOLERANCE, 0, Double.NaN, 0)));
    all.add(new Refusal("result_accuracy", () -> tanh(Mode.TOLERANCE, 0, 0, -1)));
    all.add(new Refusal("result_accuracy", () -> tanh(Mode.DEFAULT, 1, 0, 0)));
    all.add(new Refusal("result_accuracy", () -> tanh(Mode.HIGHEST, 0, 0, 1)));
  }

  private static CompareOp compare(Value lhs, Value rhs, Comparison comparison) {
    return new CompareOp(lhs, rhs, Direction.EQ, comparison);
  }

  private static void select(ImmutableList.Builder<Refusal> all) {
    Value predicate = value(ElementType.PRED, 2);
    all.add(new Refusal("select_i1", () -> new SelectOp(s32(2), f32(2), f32(2))));
    all.add(new Refusal("select_c1", () -> new SelectOp(predicate, f32(3), f32(3))));
    all.add(new Refusal("select_c2", () -> new SelectOp(predicate, f32(2), s32(2))));
  }

  private static void clamp(ImmutableList.Builder<Refusal> all) {
    all.add(new Refusal("clamp_c1", () -> new ClampOp(f32(2), f32(3), f32(3))));
    all.add(new Refusal("clamp_c2", () -> new ClampOp(f32(), f32(3), f32(1))));
    all.add(new Refusal("clamp_c3", () -> new ClampOp(s32(), f32(3), f32())));
    all.add(new Refusal("clamp_c3", () -> new ClampOp(f32(), f32(3), s32())));
  }

  private static Op unary(UnaryOp.Kind kind, ResultAccuracy accuracy) {
    return new UnaryOp(kind, f32(2), accuracy);
  }

  private static Op tanh(Mode mode, double atol, double rtol, long ulps) {
    return unary(UnaryOp.Kind.TANH, new ResultAccuracy(mode, atol, rtol, ulps));
  }
}
