package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.S32;
import static dev.strobe.ir.ElementType.S64;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicConvOp;
import dev.strobe.ir.op.DynamicGatherOp;
import dev.strobe.ir.op.DynamicIotaOp;
import dev.strobe.ir.op.DynamicPadOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.GetDimensionSizeOp;
import dev.strobe.ir.op.PrecisionConfig;
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
    convolutions(b);
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

  private static void convolutions(GraphBuilder b) {
    Value input = b.input("input", f32(2, 6, 7, 4));
    Value filter = b.input("filter", f32(3, 2, 2, 6));
    Value padding = b.constant(Literal.ofLongs(TensorType.of(S64, 2, 2), 1, -1, 0, 2));
    var numbers =
        new ConvolutionOp.DimensionNumbers(
            new ConvolutionOp.Axes(0, 3, longs(1, 2)),
            new ConvolutionOp.KernelAxes(2, 3, longs(0, 1)),
            new ConvolutionOp.Axes(3, 0, longs(2, 1)));
    var reversal = ImmutableList.of(false, true);
    var steps = new ConvolutionOp.Steps(longs(2, 1), longs(1, 3), longs(2, 1), reversal);
    var mixed = new PrecisionConfig(DotGeneralOp.Precision.DEFAULT, DotGeneralOp.Precision.HIGH);
    var options = new ConvolutionOp.Options(2, 1, mixed, F32);
    var form = new DynamicConvOp.Form(steps, numbers, options);
    b.emit(new DynamicConvOp(input, filter, padding, form, f32(6, 20, 1, 2)));
    Value rows = b.input("rows", f32(4, 4));
    Value none = b.constant(Literal.ofLongs(TensorType.of(S64, 0, 2)));
    var axes = new ConvolutionOp.Axes(0, 1, longs());
    var point =
        new DynamicConvOp.Form(
            new ConvolutionOp.Steps(longs(), longs(), longs(), ImmutableList.of()),
            new ConvolutionOp.DimensionNumbers(
                axes, new ConvolutionOp.KernelAxes(0, 1, longs()), axes),
            new ConvolutionOp.Options(1, 1, mixed, F32));
    b.emit(new DynamicConvOp(rows, rows, none, point, f32(4, 4)));
  }

  private static DynamicGatherOp gather(GraphBuilder b, Value x) {
    var numbers = new GatherOp.DimensionNumbers(longs(1), longs(0), longs(), longs(), longs(0), 1);
    Value rows = b.iota(TensorType.of(S32, 5, 1), 0);
    return new DynamicGatherOp(x, rows, sizes(b, 1, 2), numbers, false, f32(5, 2));
  }
}
