package dev.strobe.ir.text;

import static dev.strobe.ir.text.MlirSyntax.list;

import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicConvOp;
import dev.strobe.ir.op.DynamicGatherOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.DynamicPadOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.DynamicShapeOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.SetDimensionSizeOp;

/// How ops that are told shapes by values are spelled.
///
/// @param text how all ops are
/// @param attributes the attribute dictionary with a leading space, or nothing
record DynamicOpText(OpText text, String attributes) {
  String of(DynamicShapeOp op) {
    return switch (op) {
      case DynamicBroadcastInDimOp o when o.hints().equals(DynamicBroadcastInDimOp.Hints.NONE) ->
          text.functional(o, ", dims = " + list(o.broadcastDimensions()), attributes);
      case DynamicBroadcastInDimOp o -> text.generic(o, DimensionNumbersText.hinted(o), attributes);
      case DynamicConvOp o -> text.generic(o, ConvolutionText.of(o.form()), attributes);
      case DynamicGatherOp o ->
          text.generic(o, DimensionNumbersText.of(o.numbers(), o.indicesAreSorted()), attributes);
      case DynamicIotaOp o -> text.functional(o, ", dim = " + o.iotaDimension(), attributes);
      case DynamicPadOp o -> text.plain(o, attributes);
      case DynamicReshapeOp o -> text.plain(o, attributes);
      case RealDynamicSliceOp o -> text.plain(o, attributes);
      case SetDimensionSizeOp o -> text.functional(o, ", dim = " + o.dimension(), attributes);
    };
  }
}
