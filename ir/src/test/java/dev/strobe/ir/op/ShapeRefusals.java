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

/// Ops that move elements and break one constraint each.
final class ShapeRefusals {
  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private ShapeRefusals() {}

  static ImmutableList<Refusal> all() {
    ShapeRefusals refusals = new ShapeRefusals();
    refusals.types();
    refusals.broadcasts();
    refusals.joins();
    refusals.permutations();
    refusals.slices();
    refusals.dynamicSlices();
    refusals.dynamicUpdateSlices();
    refusals.paddings();
    return refusals.all.build();
  }

  private void add(String label, Supplier<Op> op) {
    all.add(new Refusal(label, op));
  }

  private static TensorType type(ElementType element, long... dims) {
    return TensorType.of(element, dims);
  }

  private void types() {
    add("bitcast_convert_c1", () -> new BitcastConvertOp(f32(2), type(ElementType.S32, 3)));
    add("bitcast_convert_c1", () -> new BitcastConvertOp(f32(2), type(ElementType.S8, 2, 3)));
    add("bitcast_convert_c1", () -> new BitcastConvertOp(f32(2, 4), type(ElementType.F64, 2)));
    Value six = value(ElementType.F6E2M3FN, 4);
    add("bitcast_convert_c1", () -> new BitcastConvertOp(six, type(ElementType.U4, 4, 1)));
    add("bitcast_convert_c2", () -> new BitcastConvertOp(f32(2, 2), type(ElementType.C64, 2)));
    add("iota_c1", () -> new IotaOp(type(ElementType.S32, 2), 1));
    add("iota_c1", () -> new IotaOp(type(ElementType.S32), 0));
    add("iota_c1", () -> new IotaOp(type(ElementType.S32, 2), -1));
    add("reshape_c1", () -> new ReshapeOp(f32(2), type(ElementType.S32, 2)));
    add("reshape_c2", () -> new ReshapeOp(f32(2, 3), type(ElementType.F32, 5)));
  }

  private void broadcasts() {
    add("broadcast_in_dim_c1", () -> broadcast(f32(2), type(ElementType.S32, 2), 0));
    add("broadcast_in_dim_c2", () -> broadcast(f32(2), type(ElementType.F32, 2), 0, 1));
    add("broadcast_in_dim_c3", () -> broadcast(f32(2), type(ElementType.F32, 2), 1));
    add("broadcast_in_dim_c3", () -> broadcast(f32(2), type(ElementType.F32, 2), -1));
    add("broadcast_in_dim_c4", () -> broadcast(f32(2, 2), type(ElementType.F32, 2, 2), 0, 0));
    add("broadcast_in_dim_c5", () -> broadcast(f32(2), type(ElementType.F32, 3, 4), 0));
  }

  private static Op broadcast(Value operand, TensorType type, long... dimensions) {
    return new BroadcastInDimOp(operand, type, longs(dimensions));
  }

  private void joins() {
    add("concatenate_c1", () -> new ConcatenateOp(valuesOf(f32(2), s32(2)), 0));
    add("concatenate_c2", () -> new ConcatenateOp(valuesOf(f32(2, 3), f32(2, 4)), 0));
    add("concatenate_c2", () -> new ConcatenateOp(valuesOf(f32(2, 3), f32(2)), 0));
    add("concatenate_c3", () -> new ConcatenateOp(valuesOf(), 0));
    add("concatenate_c4", () -> new ConcatenateOp(valuesOf(f32(2)), 1));
    add("concatenate_c4", () -> new ConcatenateOp(valuesOf(f32(2)), -1));
  }

  private void permutations() {
    add("reverse_c2", () -> new ReverseOp(f32(2, 3), longs(1, 1)));
    add("reverse_c3", () -> new ReverseOp(f32(2, 3), longs(2)));
    add("transpose_c2", () -> new TransposeOp(f32(2, 3), longs(0)));
    add("transpose_c2", () -> new TransposeOp(f32(2, 3), longs(0, 0)));
    add("transpose_c2", () -> new TransposeOp(f32(2, 3), longs(0, 2)));
  }

  private void slices() {
    ImmutableLongArray one = longs(1);
    add("slice_c2", () -> new SliceOp(f32(3), longs(0, 0), longs(3), one));
    add("slice_c2", () -> new SliceOp(f32(3), longs(0), longs(3, 3), one));
    add("slice_c2", () -> new SliceOp(f32(3), longs(0), longs(3), longs()));
    add("slice_c3", () -> new SliceOp(f32(3), longs(-1), longs(3), one));
    add("slice_c3", () -> new SliceOp(f32(3), longs(2), longs(1), one));
    add("slice_c3", () -> new SliceOp(f32(3), longs(0), longs(4), one));
    add("slice_c4", () -> new SliceOp(f32(3), longs(0), longs(3), longs(0)));
  }

  private void dynamicSlices() {
    add("dynamic_slice_c2", () -> new DynamicSliceOp(f32(3), valuesOf(), longs(1)));
    add("dynamic_slice_c2", () -> new DynamicSliceOp(f32(3), valuesOf(s32()), longs(1, 1)));
    ImmutableList<Value> mixed = valuesOf(s32(), value(ElementType.S64));
    add("dynamic_slice_c3", () -> new DynamicSliceOp(f32(3, 3), mixed, longs(1, 1)));
    add("dynamic_slice_c3", () -> new DynamicSliceOp(f32(3), valuesOf(f32()), longs(1)));
    add("dynamic_slice_c3", () -> new DynamicSliceOp(f32(3), valuesOf(s32(1)), longs(1)));
    add("dynamic_slice_c4", () -> new DynamicSliceOp(f32(3), valuesOf(s32()), longs(4)));
    add("dynamic_slice_c4", () -> new DynamicSliceOp(f32(3), valuesOf(s32()), longs(-1)));
  }

  private void dynamicUpdateSlices() {
    add("dynamic_update_slice_c2", () -> update(f32(3), s32(1), valuesOf(s32())));
    add("dynamic_update_slice_c3", () -> update(f32(3), f32(1, 1), valuesOf(s32())));
    add("dynamic_update_slice_c4", () -> update(f32(3), f32(1), valuesOf()));
    ImmutableList<Value> mixed = valuesOf(s32(), value(ElementType.U32));
    add("dynamic_update_slice_c5", () -> update(f32(3, 3), f32(1, 1), mixed));
    add("dynamic_update_slice_c6", () -> update(f32(3), f32(4), valuesOf(s32())));
  }

  private static Op update(Value operand, Value update, ImmutableList<Value> starts) {
    return new DynamicUpdateSliceOp(operand, update, starts);
  }

  private void paddings() {
    add("pad_c1", () -> new PadOp(f32(3), s32(), longs(0), longs(0), longs(0)));
    add("pad_c1", () -> new PadOp(f32(3), f32(1), longs(0), longs(0), longs(0)));
    add("pad_c2", () -> new PadOp(f32(3), f32(), longs(), longs(0), longs(0)));
    add("pad_c2", () -> new PadOp(f32(3), f32(), longs(0), longs(0, 0), longs(0)));
    add("pad_c2", () -> new PadOp(f32(3), f32(), longs(0), longs(0), longs()));
    add("pad_c3", () -> new PadOp(f32(3), f32(), longs(0), longs(0), longs(-1)));
    add("pad_c4", () -> new PadOp(f32(3), f32(), longs(-2), longs(-2), longs(0)));
    add("pad_c4", () -> new PadOp(f32(3), f32(), longs(0), longs(0), longs(Long.MAX_VALUE)));
  }
}
