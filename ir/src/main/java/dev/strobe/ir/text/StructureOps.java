package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ForeignCompositeOp;
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
          .put("stablehlo.composite", StructureOps::composite)
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

  private static Op composite(OpForm form) {
    AttributeDictionary properties = form.properties();
    String name = properties.require("name").string();
    String decomposition = properties.require("decomposition").symbol();
    String attributes = properties.take("composite_attributes").map(Attribute::text).orElse("");
    long version = properties.integerOrZero("version");
    if (version != (int) version) {
      throw form.head().fail("a version of 32 bits", version);
    }
    return new ForeignCompositeOp(
        name,
        form.operands(),
        form.signature().results(),
        decomposition,
        new ForeignCompositeOp.Details((int) version, attributes, form.regions()));
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
