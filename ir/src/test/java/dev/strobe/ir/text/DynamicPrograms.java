package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.S32;
import static dev.strobe.ir.ElementType.S64;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicGatherOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.DynamicPadOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.SetDimensionSizeOp;

/// A program of the ops that compute shapes or are told them by values.
public final class DynamicPrograms {
  private DynamicPrograms() {}

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  private static TensorType f32(long... dims) {
    return TensorType.of(F32, dims);
  }

  private static Value sizes(GraphBuilder b, long... values) {
    return b.constant(Literal.ofLongs(TensorType.of(S64, values.length), values));
  }

  public static Program dynamics() {
    GraphBuilder b = new GraphBuilder("dynamics");
    Value x = b.input("x", f32(2, 3));
    Value zero = b.constant(F32, 0);
    Value none = sizes(b);
    Value two = sizes(b, 1, 2);
    Value three = sizes(b, 2, 4, 3);
    var hints = new DynamicBroadcastInDimOp.Hints(longs(), longs(0, 1));
    var axes = longs(0, 2);
    b.emit(
        new DynamicBroadcastInDimOp(
            x, three, f32(2, 4, 3), axes, DynamicBroadcastInDimOp.Hints.NONE));
    b.emit(new DynamicBroadcastInDimOp(x, three, f32(2, 4, 3), axes, hints));
    b.emit(gather(b, x));
    b.emit(new DynamicIotaOp(two, TensorType.of(S32, 1, 2), 1));
    b.emit(new DynamicPadOp(x, zero, two, two, two, f32(5, 11)));
    b.emit(new DynamicPadOp(zero, zero, none, none, none, f32()));
    b.emit(new DynamicReshapeOp(x, sizes(b, 6), f32(6)));
    b.emit(new DynamicReshapeOp(zero, none, f32()));
    b.emit(new RealDynamicSliceOp(x, sizes(b, 0, 1), sizes(b, 2, 3), two, f32(2, 1)));
    b.emit(new SetDimensionSizeOp(x, b.constant(S32, 1), 1, f32(2, 1)));
    b.result("size", b.emit(new GetDimensionSizeOp(x, 1)).getFirst());
    return Program.of(b.build());
  }

  private static DynamicGatherOp gather(GraphBuilder b, Value x) {
    var numbers = new GatherOp.DimensionNumbers(longs(1), longs(0), longs(), longs(), longs(0), 1);
    Value rows = b.iota(TensorType.of(S32, 5, 1), 0);
    return new DynamicGatherOp(x, rows, sizes(b, 1, 2), numbers, false, f32(5, 2));
  }
}
