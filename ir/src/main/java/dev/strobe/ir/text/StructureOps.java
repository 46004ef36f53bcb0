package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.GetTupleElementOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.ProcessIdOp;
import dev.strobe.ir.op.TupleOp;
import java.util.function.Function;

/// What forms of ops that compute nothing themselves mean.
final class StructureOps {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.<String, Function<OpForm, Op>>builder()
          .put("call", StructureOps::call)
          .put("func.call", StructureOps::call)
          .put("stablehlo.after_all", form -> new AfterAllOp(form.operands()))
          .put("stablehlo.constant", StructureOps::constant)
          .put("stablehlo.custom_call", CustomCallForm::read)
          .put("stablehlo.get_tuple_element", StructureOps::tupleElement)
          .put("stablehlo.optimization_barrier", StructureOps::optimizationBarrier)
          .put("stablehlo.partition_id", form -> processId(form, ProcessIdOp.Axis.PARTITION))
          .put("stablehlo.replica_id", form -> processId(form, ProcessIdOp.Axis.REPLICA))
          .put("stablehlo.tuple", form -> new TupleOp(form.operands()))
          .buildOrThrow();

  private StructureOps() {}

  private static Op call(OpForm form) {
    String callee = form.properties().require("callee").symbol();
    return new CallOp(callee, form.operands(), form.signature().results());
  }

  static Op constant(OpForm form) {
    form.requireOperands(0);
    return constantValue(form);
  }

  /// The constant that a property says.
  static Op constantValue(OpForm form) {
    Attribute value = form.properties().require("value");
    return new ConstantOp(
        value.read(cursor -> LiteralSyntax.read(cursor, form.head().resources())));
  }

  private static Op tupleElement(OpForm form) {
    long index = form.properties().integer("index");
    return new GetTupleElementOp(form.requireOperands(1).operand(0), index);
  }

  private static Op processId(OpForm form, ProcessIdOp.Axis axis) {
    form.requireOperands(0);
    return new ProcessIdOp(axis);
  }

  private static Op optimizationBarrier(OpForm form) {
    return new OptimizationBarrierOp(form.operands());
  }
}
