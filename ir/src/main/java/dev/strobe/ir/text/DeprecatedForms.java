package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Decomposition;
import dev.strobe.ir.DeprecatedOps;
import dev.strobe.ir.Einsum;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AfterAllOp;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.List;
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

  /// Those that are more than one modern op.
  static final ImmutableMap<String, Function<OpForm, Decomposition>> DECOMPOSITIONS =
      ImmutableMap.of(
          "stablehlo.einsum", DeprecatedForms::einsum,
          "stablehlo.unary_einsum", DeprecatedForms::unaryEinsum);

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

  private static Decomposition einsum(OpForm form) {
    form.requireOperands(2);
    Einsum einsum = Einsum.of(form.properties().require("einsum_config").string());
    DotGeneralOp.Accuracy accuracy = DotGeneralOp.Accuracy.of(DotGeneralOp.Precision.DEFAULT);
    ElementType element = form.result().element();
    return Decomposition.of(
        builder ->
            List.of(einsum.apply(builder, form.operand(0), form.operand(1), accuracy, element)));
  }

  private static Decomposition unaryEinsum(OpForm form) {
    form.requireOperands(1);
    Einsum einsum = Einsum.of(form.properties().require("einsum_config").string());
    return Decomposition.of(builder -> List.of(einsum.apply(builder, form.operand(0))));
  }
}
