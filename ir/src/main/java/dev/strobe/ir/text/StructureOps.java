package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.function.Function;

/// What forms of ops that compute nothing themselves mean.
final class StructureOps {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "call", StructureOps::call,
          "func.call", StructureOps::call,
          "stablehlo.constant", StructureOps::constant,
          "stablehlo.optimization_barrier", StructureOps::optimizationBarrier);

  private StructureOps() {}

  private static Op call(OpForm form) {
    String callee = form.properties().require("callee").symbol();
    return new CallOp(callee, form.operands(), form.signature().results());
  }

  static Op constant(OpForm form) {
    form.requireOperands(0);
    Attribute value = form.properties().require("value");
    return new ConstantOp(
        value.read(cursor -> LiteralSyntax.read(cursor, form.head().resources())));
  }

  private static Op optimizationBarrier(OpForm form) {
    return new OptimizationBarrierOp(form.operands());
  }
}
