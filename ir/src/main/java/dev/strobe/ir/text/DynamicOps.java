package dev.strobe.ir.text;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicGatherOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.DynamicPadOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.SetDimensionSizeOp;
import java.util.function.Function;

/// What forms of ops that compute shapes, or are told them by values, mean.
final class DynamicOps {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "stablehlo.dynamic_broadcast_in_dim", DynamicOps::broadcastInDim,
          "stablehlo.dynamic_conv", ConvolutionSyntax::readDynamic,
          "stablehlo.dynamic_gather", DynamicOps::gather,
          "stablehlo.dynamic_iota", DynamicOps::iota,
          "stablehlo.dynamic_pad", DynamicOps::pad,
          "stablehlo.dynamic_reshape", DynamicOps::reshape,
          "stablehlo.get_dimension_size", DynamicOps::getDimensionSize,
          "stablehlo.real_dynamic_slice", DynamicOps::slice,
          "stablehlo.set_dimension_size", DynamicOps::setDimensionSize);

  private DynamicOps() {}

  private static Op broadcastInDim(OpForm form) {
    form.requireOperands(2);
    ImmutableLongArray axes = form.properties().longs("broadcast_dimensions");
    DynamicBroadcastInDimOp.Hints hints =
        new DynamicBroadcastInDimOp.Hints(
            form.properties().longsOrNone("known_expanding_dimensions"),
            form.properties().longsOrNone("known_nonexpanding_dimensions"));
    return new DynamicBroadcastInDimOp(
        form.operand(0), form.operand(1), form.result(), axes, hints);
  }

  private static Op gather(OpForm form) {
    form.requireOperands(3);
    return new DynamicGatherOp(
        form.operand(0),
        form.operand(1),
        form.operand(2),
        ContractionOps.gatherNumbers(form.properties()),
        form.properties().flag("indices_are_sorted"),
        form.result());
  }

  private static Op iota(OpForm form) {
    long axis = form.properties().integer("iota_dimension");
    return new DynamicIotaOp(form.requireOperands(1).operand(0), form.result(), axis);
  }

  private static Op pad(OpForm form) {
    form.requireOperands(5);
    return new DynamicPadOp(
        form.operand(0),
        form.operand(1),
        form.operand(2),
        form.operand(3),
        form.operand(4),
        form.result());
  }

  private static Op reshape(OpForm form) {
    form.requireOperands(2);
    return new DynamicReshapeOp(form.operand(0), form.operand(1), form.result());
  }

  private static Op getDimensionSize(OpForm form) {
    long axis = form.properties().integer("dimension");
    return new GetDimensionSizeOp(form.requireOperands(1).operand(0), axis);
  }

  private static Op slice(OpForm form) {
    form.requireOperands(4);
    return new RealDynamicSliceOp(
        form.operand(0), form.operand(1), form.operand(2), form.operand(3), form.result());
  }

  private static Op setDimensionSize(OpForm form) {
    form.requireOperands(2);
    long axis = form.properties().integer("dimension");
    return new SetDimensionSizeOp(form.operand(0), form.operand(1), axis, form.result());
  }
}
