package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;
import static dev.strobe.ir.op.Operands.valuesOf;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.function.Supplier;

/// Ops that are told shapes by values and break one constraint each.
final class DynamicRefusals {
  private static final long ANY = TensorType.DYNAMIC;
  private static final ImmutableLongArray NONE = longs();

  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private DynamicRefusals() {}

  static ImmutableList<Refusal> all() {
    DynamicRefusals refusals = new DynamicRefusals();
    refusals.shapes();
    refusals.broadcasts();
    refusals.broadcastHints();
    refusals.paddings();
    refusals.gathersOfOperands();
    refusals.gathersOfIndices();
    refusals.unknownSizes();
    refusals.unknownSizesOfSeveral();
    refusals.staticResults();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private static TensorType type(long... dims) {
    return TensorType.of(ElementType.F32, dims);
  }

  private void shapes() {
    add("dynamic_iota_i1", () -> new DynamicIotaOp(s32(), type(2), 0));
    add("dynamic_iota_i1", () -> new DynamicIotaOp(f32(1), type(2), 0));
    add("dynamic_iota_c1", () -> new DynamicIotaOp(s32(1), type(2), 1));
    add("dynamic_iota_c1", () -> new DynamicIotaOp(s32(1), type(2), -1));
    add("dynamic_iota_c2", () -> new DynamicIotaOp(s32(2), type(2), 0));
    TensorType wrong = TensorType.of(ElementType.S32, 2);
    add("dynamic_reshape_i2", () -> new DynamicReshapeOp(f32(2), f32(1), type(2)));
    add("dynamic_reshape_i2", () -> new DynamicReshapeOp(f32(2), s32(1, 1), type(2)));
    add("dynamic_reshape_c1", () -> new DynamicReshapeOp(f32(2), s32(1), wrong));
    add("dynamic_reshape_c2", () -> new DynamicReshapeOp(f32(2), s32(1), type(3)));
    add("dynamic_reshape_c4", () -> new DynamicReshapeOp(f32(2), s32(2), type(2)));
    add("get_dimension_size_c1", () -> new GetDimensionSizeOp(f32(2), 1));
    add("get_dimension_size_c1", () -> new GetDimensionSizeOp(f32(2), -1));
    add("set_dimension_size", () -> new SetDimensionSizeOp(f32(2), s32(1), 0, type(2)));
    add("set_dimension_size", () -> new SetDimensionSizeOp(f32(2), s32(), 1, type(2)));
    add("set_dimension_size", () -> new SetDimensionSizeOp(f32(2), s32(), 0, wrong));
    add("real_dynamic_slice", () -> slice(s32(1), s32(1), s32(1), wrong));
    add("real_dynamic_slice", () -> slice(s32(1), s32(1), s32(1), type(2, 1)));
    add("real_dynamic_slice", () -> slice(s32(2), s32(1), s32(1), type(2)));
    add("real_dynamic_slice", () -> slice(s32(1), f32(1), s32(1), type(2)));
    add("real_dynamic_slice", () -> slice(s32(1), s32(1), s32(), type(2)));
  }

  private static Op slice(Value starts, Value limits, Value strides, TensorType type) {
    return new RealDynamicSliceOp(f32(2), starts, limits, strides, type);
  }

  private void broadcasts() {
    TensorType wrong = TensorType.of(ElementType.S32, 2);
    add("dynamic_broadcast_in_dim_i2", () -> broadcast(f32(2), s32(), type(2), 0));
    add("dynamic_broadcast_in_dim_i2", () -> broadcast(f32(2), f32(1), type(2), 0));
    add("dynamic_broadcast_in_dim_c1", () -> broadcast(f32(2), s32(1), wrong, 0));
    add("dynamic_broadcast_in_dim_c2", () -> broadcast(f32(2), s32(1), type(2), 0, 1));
    add("dynamic_broadcast_in_dim_c3", () -> broadcast(f32(2), s32(1), type(2), 1));
    add("dynamic_broadcast_in_dim_c3", () -> broadcast(f32(2), s32(1), type(2), -1));
    add("dynamic_broadcast_in_dim_c4", () -> broadcast(f32(2, 2), s32(2), type(2, 2), 0, 0));
    add("dynamic_broadcast_in_dim_c5", () -> broadcast(f32(2), s32(2), type(3, 4), 0));
    add("dynamic_broadcast_in_dim_c7", () -> broadcast(f32(2), s32(2), type(2), 0));
  }

  private static Op broadcast(Value operand, Value sizes, TensorType type, long... dimensions) {
    var none = DynamicBroadcastInDimOp.Hints.NONE;
    return new DynamicBroadcastInDimOp(operand, sizes, type, longs(dimensions), none);
  }

  private void broadcastHints() {
    add("dynamic_broadcast_in_dim_c8", () -> hinted(longs(0), longs(0)));
    add("dynamic_broadcast_in_dim_c9", () -> hinted(longs(1), NONE));
    add("dynamic_broadcast_in_dim_c9", () -> hinted(longs(-1), NONE));
    add("dynamic_broadcast_in_dim_c10", () -> hinted(NONE, longs(1)));
    add("dynamic_broadcast_in_dim_c10", () -> hinted(NONE, longs(-1)));
  }

  private static Op hinted(ImmutableLongArray expanding, ImmutableLongArray nonexpanding) {
    var hints = new DynamicBroadcastInDimOp.Hints(expanding, nonexpanding);
    return new DynamicBroadcastInDimOp(f32(2), s32(1), type(2), longs(0), hints);
  }

  private void paddings() {
    Value one = s32(1);
    add("dynamic_pad_i3", () -> pad(f32(), s32(), one, one, type(3)));
    add("dynamic_pad_i4", () -> pad(f32(), one, f32(1), one, type(3)));
    add("dynamic_pad_i5", () -> pad(f32(), one, one, s32(1, 1), type(3)));
    add("dynamic_pad_c1", () -> pad(s32(), one, one, one, type(3)));
    add("dynamic_pad_c1", () -> pad(f32(1), one, one, one, type(3)));
    add("dynamic_pad_c1", () -> pad(f32(), one, one, one, TensorType.of(ElementType.F64, 3)));
    add("dynamic_pad_c2", () -> pad(f32(), s32(2), one, one, type(3)));
    add("dynamic_pad_c2", () -> pad(f32(), one, s32(2), one, type(3)));
    add("dynamic_pad_c2", () -> pad(f32(), one, one, s32(0), type(3)));
    add("dynamic_pad_c4", () -> pad(f32(), one, one, one, type(3, 1)));
  }

  private static Op pad(Value padding, Value low, Value high, Value interior, TensorType type) {
    return new DynamicPadOp(f32(3), padding, low, high, interior, type);
  }

  /// Rows of a matrix, of two elements each.
  private static Op gather(GatherOp.DimensionNumbers numbers) {
    return new DynamicGatherOp(f32(7, 3), s32(4, 1), s32(2), numbers, false, type(4, 2));
  }

  private static GatherOp.DimensionNumbers numbers(
      ImmutableLongArray offset, ImmutableLongArray collapsed, ImmutableLongArray map, long dim) {
    return new GatherOp.DimensionNumbers(offset, collapsed, NONE, NONE, map, dim);
  }

  private void gathersOfOperands() {
    ImmutableLongArray zero = longs(0);
    ImmutableLongArray one = longs(1);
    add("dynamic_gather_c1", () -> gather(numbers(one, NONE, zero, 1)));
    add("dynamic_gather_c6", () -> gather(numbers(NONE, longs(0, 0), zero, 1)));
    add("dynamic_gather_c6", () -> gather(numbers(NONE, longs(1, 0), zero, 1)));
    add("dynamic_gather_c7", () -> gather(numbers(one, longs(2), zero, 1)));
    add("dynamic_gather_c7", () -> gather(numbers(one, longs(-1), zero, 1)));
    add("dynamic_gather_c4", () -> gather(numbers(longs(1, 1), NONE, zero, 1)));
    add("dynamic_gather_c4", () -> gather(numbers(longs(1, 0), NONE, zero, 1)));
    add("dynamic_gather_c5", () -> gather(numbers(longs(2), zero, zero, 1)));
    add("dynamic_gather_c5", () -> gather(numbers(longs(-1), zero, zero, 1)));
  }

  private void gathersOfIndices() {
    ImmutableLongArray zero = longs(0);
    GatherOp.DimensionNumbers rows = numbers(longs(1), zero, zero, 1);
    add("dynamic_gather_i2", () -> gather(f32(4, 1), s32(2), type(4, 2), rows));
    add("dynamic_gather_i3", () -> gather(s32(4, 1), s32(), type(4, 2), rows));
    add("dynamic_gather_c2", () -> gather(numbers(longs(1), zero, zero, 3)));
    add("dynamic_gather_c2", () -> gather(numbers(longs(1), zero, zero, -1)));
    add("dynamic_gather_c3", () -> gather(numbers(longs(1), zero, longs(0, 1), 1)));
    add("dynamic_gather_c3", () -> gather(numbers(longs(1), zero, NONE, 1)));
    add("dynamic_gather_c9", () -> gather(s32(4, 2), s32(2), type(4, 2), twice()));
    add("dynamic_gather_c10", () -> gather(numbers(longs(1), zero, longs(2), 1)));
    add("dynamic_gather_c10", () -> gather(numbers(longs(1), zero, longs(-1), 1)));
    add("dynamic_gather_c11", () -> gather(s32(4, 1), s32(3), type(4, 2), rows));
    add("dynamic_gather_c13", () -> gather(s32(4, 1), s32(2), type(5, 2), rows));
    add("dynamic_gather_c13", () -> gather(s32(4, 1), s32(2), type(4, 2, 1), rows));
    TensorType wrong = TensorType.of(ElementType.F64, 4, 2);
    add("dynamic_gather_c14", () -> gather(s32(4, 1), s32(2), wrong, rows));
  }

  private static GatherOp.DimensionNumbers twice() {
    return numbers(longs(1), longs(0), longs(0, 0), 1);
  }

  private static Op gather(
      Value indices, Value sizes, TensorType type, GatherOp.DimensionNumbers numbers) {
    Value matrix = value(ElementType.F32, 7, 3);
    return new DynamicGatherOp(matrix, indices, sizes, numbers, false, type);
  }

  /// Sizes that cannot turn out to be equal, beside ones that can.
  private void unknownSizes() {
    add("add_c1", () -> new BinaryOp(BinaryOp.Kind.ADD, f32(ANY, 3), f32(2, 4)));
    add("add_c1", () -> new BinaryOp(BinaryOp.Kind.ADD, f32(ANY), f32(ANY, ANY)));
    add("bitcast_convert_c1", () -> new BitcastConvertOp(f32(ANY, 3), type(ANY, 4)));
    add("clamp_c1", () -> new ClampOp(f32(ANY, 3), f32(2, 4), f32()));
    add("clamp_c2", () -> new ClampOp(f32(), f32(2, 4), f32(ANY, 3)));
    Value pred = value(ElementType.PRED, ANY, 3);
    add("select_c1", () -> new SelectOp(pred, f32(2, 4), f32(2, 4)));
    add("select_c2", () -> new SelectOp(value(ElementType.PRED), f32(ANY, 3), f32(2, 4)));
    add("slice_c3", () -> new SliceOp(f32(ANY, 3), longs(0, 0), longs(9, 4), longs(1, 1)));
    add(
        "dynamic_slice_c4",
        () -> new DynamicSliceOp(f32(ANY, 3), valuesOf(s32(), s32()), longs(9, 4)));
    add(
        "dynamic_update_slice_c6",
        () -> new DynamicUpdateSliceOp(f32(ANY, 3), f32(9, 4), valuesOf(s32(), s32())));
    add("dynamic_reshape_c4", () -> new DynamicReshapeOp(f32(2), s32(2), type(ANY)));
    add("dynamic_broadcast_in_dim_c5", () -> broadcast(f32(2), s32(2), type(3, ANY), 0));
  }

  private void unknownSizesOfSeveral() {
    add("concatenate_c2", () -> new ConcatenateOp(valuesOf(f32(ANY, 3), f32(2, 4)), 0));
    add("concatenate_c2", () -> new ConcatenateOp(valuesOf(f32(1, ANY), f32(1, 3), f32(1, 4)), 0));
    var dimensions = new DotGeneralOp.Dimensions(NONE, NONE, longs(1), longs(1));
    add(
        "dot_general_c10",
        () ->
            new DotGeneralOp(
                f32(ANY, 3),
                f32(ANY, 4),
                dimensions,
                DotGeneralOp.Precision.DEFAULT,
                ElementType.F32));
    add(
        "reduce_c1",
        () ->
            new ReduceOp(
                valuesOf(f32(ANY), f32(2), f32(3)),
                valuesOf(f32(), f32(), f32()),
                longs(0),
                Operands.firsts(ElementType.F32, ElementType.F32, ElementType.F32)));
    add("pad_c4", () -> new PadOp(f32(ANY, 1), f32(), longs(-9, -1), longs(0, -1), longs(0, 0)));
  }

  /// Ops whose results would have sizes that nothing tells.
  private void staticResults() {
    add("broadcast_in_dim", () -> new BroadcastInDimOp(f32(), type(ANY), NONE));
    add("iota", () -> new IotaOp(type(ANY), 0));
    add("reshape", () -> new ReshapeOp(f32(ANY), type(ANY, 1)));
  }
}
