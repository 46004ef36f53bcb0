package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.DeprecatedOps;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AfterAllOp;
import java.util.function.Function;

/// Forms of ops that are on their way out of StableHLO; a program that is read has modern ones.
final class DeprecatedForms {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "stablehlo.broadcast", DeprecatedForms::broadcast,
          "stablehlo.create_token", DeprecatedForms::createToken,
          "stablehlo.cross-replica-sum", DeprecatedForms::crossReplicaSum,
          "stablehlo.dot", DeprecatedForms::dot,
          "stablehlo.torch_index_select", DeprecatedForms::torchIndexSelect);

  private DeprecatedForms() {}

  private static Op broadcast(OpForm form) {
    long[] sizes = form.properties().longs("broadcast_sizes").toArray();
    return DeprecatedOps.broadcast(form.requireOperands(1).operand(0), sizes);
  }

  private static Op createToken(OpForm form) {
    return new AfterAllOp(form.requireOperands(0).operands());
  }

  private static Op crossReplicaSum(OpForm form) {
    Value operand = form.requireOperands(1).operand(0);
    return DeprecatedOps.crossReplicaSum(
        operand, CollectiveForms.table(form.properties().require("replica_groups")));
  }

  private static Op dot(OpForm form) {
    form.requireOperands(2);
    return DeprecatedOps.dot(
        form.operand(0),
        form.operand(1),
        AccuracySyntax.ofProduct(form.properties()),
        form.result().element());
  }

  private static Op torchIndexSelect(OpForm form) {
    form.requireOperands(2);
    return DeprecatedOps.torchIndexSelect(
        form.operand(0),
        form.operand(1),
        form.properties().integer("dim"),
        form.properties().integer("batch_dims"));
  }
}
