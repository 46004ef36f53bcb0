package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.Optional;
import java.util.function.Function;

/// What forms of ops that place elements elsewhere mean.
final class ShapeOps {
  /// The name under which the bounds of a pretty slice are kept: no text can spell it.
  static final String BOUNDS = "";

  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.<String, Function<OpForm, Op>>builder()
          .put("stablehlo.broadcast_in_dim", ShapeOps::broadcastInDim)
          .put("stablehlo.concatenate", ShapeOps::concatenate)
          .put("stablehlo.dynamic_slice", ShapeOps::dynamicSlice)
          .put("stablehlo.dynamic_update_slice", ShapeOps::dynamicUpdateSlice)
          .put("stablehlo.iota", ShapeOps::iota)
          .put("stablehlo.pad", ShapeOps::pad)
          .put("stablehlo.reshape", ShapeOps::reshape)
          .put("stablehlo.reverse", ShapeOps::reverse)
          .put("stablehlo.slice", ShapeOps::slice)
          .put("stablehlo.transpose", ShapeOps::transpose)
          .buildOrThrow();

  /// One axis of a slice.
  private record Range(long start, long limit, long stride) {}

  private ShapeOps() {}

  private static Op broadcastInDim(OpForm form) {
    ImmutableLongArray axes = form.properties().longs("broadcast_dimensions");
    return new BroadcastInDimOp(form.requireOperands(1).operand(0), form.result(), axes);
  }

  private static Op concatenate(OpForm form) {
    return new ConcatenateOp(form.operands(), form.properties().integer("dimension"));
  }

  private static Op dynamicSlice(OpForm form) {
    ImmutableList<Value> starts = form.requireOperandsFrom(1).from(1);
    return new DynamicSliceOp(form.operand(0), starts, form.properties().longs("slice_sizes"));
  }

  private static Op dynamicUpdateSlice(OpForm form) {
    ImmutableList<Value> starts = form.requireOperandsFrom(2).from(2);
    return new DynamicUpdateSliceOp(form.operand(0), form.operand(1), starts);
  }

  private static Op iota(OpForm form) {
    form.requireOperands(0);
    return new IotaOp(form.result(), form.properties().integer("iota_dimension"));
  }

  private static Op pad(OpForm form) {
    form.requireOperands(2);
    ImmutableLongArray low = form.properties().longs("edge_padding_low");
    ImmutableLongArray high = form.properties().longs("edge_padding_high");
    ImmutableLongArray interior = form.properties().longs("interior_padding");
    return new PadOp(form.operand(0), form.operand(1), low, high, interior);
  }

  private static Op reshape(OpForm form) {
    return new ReshapeOp(form.requireOperands(1).operand(0), form.result());
  }

  private static Op reverse(OpForm form) {
    ImmutableLongArray axes = form.properties().longs("dimensions");
    return new ReverseOp(form.requireOperands(1).operand(0), axes);
  }

  private static Op slice(OpForm form) {
    Value operand = form.requireOperands(1).operand(0);
    Optional<Attribute> bounds = form.properties().take(BOUNDS);
    if (bounds.isEmpty()) {
      return new SliceOp(
          operand,
          form.properties().longs("start_indices"),
          form.properties().longs("limit_indices"),
          form.properties().longs("strides"));
    }
    ImmutableList<Range> ranges =
        bounds.get().read(cursor -> cursor.list("[", "]", ShapeOps::range));
    return new SliceOp(
        operand,
        longs(ranges, Range::start),
        longs(ranges, Range::limit),
        longs(ranges, Range::stride));
  }

  /// `1:3`, or `1:3:2` with a stride.
  private static Range range(Cursor cursor) {
    long start = cursor.integer();
    cursor.take(":");
    long limit = cursor.integer();
    return new Range(start, limit, cursor.tryTake(":") ? cursor.integer() : 1);
  }

  private static ImmutableLongArray longs(ImmutableList<Range> ranges, Function<Range, Long> part) {
    return ImmutableLongArray.copyOf(ranges.stream().map(part).toList());
  }

  private static Op transpose(OpForm form) {
    ImmutableLongArray permutation = form.properties().longs("permutation");
    return new TransposeOp(form.requireOperands(1).operand(0), permutation);
  }
}
