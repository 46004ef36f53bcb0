package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConvertOp;
import dev.strobe.ir.op.ResultAccuracy;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// What forms of elementwise ops mean.
final class ElementwiseOps {
  private static final String DIALECT = "stablehlo.";

  static final ImmutableMap<String, Function<OpForm, Op>> READERS = readers();

  private ElementwiseOps() {}

  private static ImmutableMap<String, Function<OpForm, Op>> readers() {
    ImmutableMap.Builder<String, Function<OpForm, Op>> all = ImmutableMap.builder();
    for (UnaryOp.Kind kind : UnaryOp.Kind.values()) {
      all.put(DIALECT + kind.text(), form -> unary(kind, form));
    }
    for (BinaryOp.Kind kind : BinaryOp.Kind.values()) {
      all.put(DIALECT + kind.text(), form -> binary(kind, form));
    }
    return all.put("stablehlo.bitcast_convert", ElementwiseOps::bitcastConvert)
        .put("stablehlo.clamp", ElementwiseOps::clamp)
        .put("stablehlo.compare", ElementwiseOps::compare)
        .put("stablehlo.convert", ElementwiseOps::convert)
        .put("stablehlo.select", ElementwiseOps::select)
        .put("stablehlo.uniform_dequantize", ElementwiseOps::uniformDequantize)
        .put("stablehlo.uniform_quantize", ElementwiseOps::uniformQuantize)
        .buildOrThrow();
  }

  /// The elementwise op of two operands that has a name.
  static Optional<BinaryOp.Kind> binary(String name) {
    return Arrays.stream(BinaryOp.Kind.values())
        .filter(kind -> name.equals(DIALECT + kind.text()))
        .findFirst();
  }

  private static Op unary(UnaryOp.Kind kind, OpForm form) {
    ResultAccuracy accuracy = AccuracySyntax.ofFunction(form.properties());
    return new UnaryOp(kind, form.requireOperands(1).operand(0), accuracy);
  }

  private static Op binary(BinaryOp.Kind kind, OpForm form) {
    form.requireOperands(2);
    return new BinaryOp(kind, form.operand(0), form.operand(1));
  }

  private static Op bitcastConvert(OpForm form) {
    return new BitcastConvertOp(form.requireOperands(1).operand(0), form.resultType());
  }

  private static Op clamp(OpForm form) {
    form.requireOperands(3);
    return new ClampOp(form.operand(0), form.operand(1), form.operand(2));
  }

  private static Op compare(OpForm form) {
    Value lhs = form.requireOperands(2).operand(0);
    CompareOp.Direction direction =
        form.properties().require("comparison_direction").constant(CompareOp.Direction.values());
    CompareOp.Comparison comparison =
        comparison(form.properties())
            .orElseGet(() -> CompareOp.comparisonOf(lhs.tensor().element()));
    return new CompareOp(lhs, form.operand(1), direction, comparison);
  }

  static Optional<CompareOp.Comparison> comparison(AttributeDictionary properties) {
    return properties
        .take("compare_type")
        .filter(type -> !type.text().contains("NOTYPE"))
        .map(type -> type.constant(CompareOp.Comparison.values()));
  }

  private static Op convert(OpForm form) {
    return new ConvertOp(form.requireOperands(1).operand(0), form.result().element());
  }

  private static Op uniformDequantize(OpForm form) {
    return new UniformDequantizeOp(form.requireOperands(1).operand(0));
  }

  private static Op uniformQuantize(OpForm form) {
    if (form.resultType() instanceof QuantizedTensorType type) {
      return new UniformQuantizeOp(form.requireOperands(1).operand(0), type);
    }
    throw form.head().fail("a result of quantised elements", form.resultType());
  }

  private static Op select(OpForm form) {
    form.requireOperands(3);
    return new SelectOp(form.operand(0), form.operand(1), form.operand(2));
  }
}
