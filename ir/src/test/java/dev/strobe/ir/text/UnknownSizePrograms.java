package dev.strobe.ir.text;

import static dev.strobe.ir.ElementType.F32;
import static dev.strobe.ir.ElementType.PRED;
import static dev.strobe.ir.ElementType.S32;
import static dev.strobe.ir.ElementType.S64;
import static dev.strobe.ir.ElementType.U8;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CompareOp;
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
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.RealDynamicSliceOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.SetDimensionSizeOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.Window;
import java.util.List;

/// A program whose tensors have sizes that are not known, mixed with known ones.
public final class UnknownSizePrograms {
  private static final long ANY = TensorType.DYNAMIC;

  private final GraphBuilder b = new GraphBuilder("unknown_sizes");
  private final Value x = b.input("x", f32(ANY, 3));
  private final Value y = b.input("y", f32(2, ANY));
  private final Value rows = b.input("rows", TensorType.of(S32, ANY, 1));
  private final Value at = b.input("at", TensorType.of(S32));
  private final Value zero = b.constant(F32, 0);

  private UnknownSizePrograms() {}

  public static Program unknownSizes() {
    UnknownSizePrograms made = new UnknownSizePrograms();
    made.elementwise();
    made.shapes();
    made.bounds();
    made.slices();
    made.contractions();
    made.windows();
    made.lookUps();
    made.bodies();
    made.shapesByValues();
    return Program.of(made.b.build());
  }

  private static TensorType f32(long... dims) {
    return TensorType.of(F32, dims);
  }

  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  private void elementwise() {
    b.negate(x);
    Value sum = b.add(x, y);
    Value less = b.compare(x, y, CompareOp.Direction.LT);
    b.select(less, x, y);
    b.select(b.constant(PRED, 1), x, x);
    b.clamp(zero, x, y);
    b.clamp(x, x, x);
    b.convert(x, S32);
    b.emit(new BitcastConvertOp(x, TensorType.of(S32, ANY, 3)));
    b.emit(new BitcastConvertOp(x, TensorType.of(U8, ANY, 3, 4)));
    b.emit(new OptimizationBarrierOp(ImmutableList.of(x, y)));
    b.result("sum", sum);
  }

  private void shapes() {
    b.broadcast(y, new long[] {2, 4, 5}, 0, 2);
    b.concatenate(0, x, y);
    b.concatenate(1, y, b.negate(y));
    b.reshape(x, 2, 3);
    b.emit(new ReverseOp(x, longs(0)));
    b.transpose(x, 1, 0);
    b.emit(new PadOp(x, zero, longs(1, 1), longs(0, -2), longs(2, 0)));
  }

  /// Sizes that are not known, but how large they may be.
  private void bounds() {
    Value bounded = b.input("bounded", new TensorType(F32, longs(ANY, ANY, 3), longs(4, ANY, ANY)));
    b.add(bounded, bounded);
    b.convert(bounded, S32);
    b.emit(new GetDimensionSizeOp(bounded, 0));
    TensorType two = new TensorType(F32, longs(2, ANY, 3), longs(ANY, 5, ANY));
    Value size = b.emit(new SetDimensionSizeOp(bounded, at, 1, two)).getFirst();
    b.ifElse(b.constant(PRED, 1), () -> List.of(size), () -> List.of(size));
  }

  private void slices() {
    b.emit(new SliceOp(x, longs(1, 0), longs(7, 3), longs(2, 1)));
    Value corner = b.dynamicSlice(x, List.of(at, at), 4, 2);
    b.dynamicUpdateSlice(x, corner, List.of(at, at));
    b.dynamicUpdateSlice(corner, y, List.of(at, at));
  }

  private void contractions() {
    var rowsByRows = new DotGeneralOp.Dimensions(longs(), longs(), longs(1), longs(1));
    var batched = new DotGeneralOp.Dimensions(longs(0), longs(0), longs(1), longs(1));
    b.dotGeneral(x, y, rowsByRows);
    b.dotGeneral(x, y, batched);
    b.reduceSum(x, 1);
    b.reduceMax(x, 0);
  }

  private void windows() {
    Value input = b.input("input", f32(ANY, 5, ANY));
    Value kernel = b.input("kernel", f32(3, ANY, 6));
    var axes = new ConvolutionOp.Axes(0, 2, longs(1));
    var numbers =
        new ConvolutionOp.DimensionNumbers(
            axes, new ConvolutionOp.KernelAxes(1, 2, longs(0)), axes);
    var options = new ConvolutionOp.Options(3, 1, DotGeneralOp.Precision.DEFAULT, F32);
    var steps = new ConvolutionOp.Steps(longs(2), longs(1), longs(1), ImmutableList.of(false));
    b.emit(new ConvolutionOp(input, kernel, steps.padded(longs(1), longs(1)), numbers, options));
    Value padding = b.input("padding", TensorType.of(S32, 1, 2));
    var form = new DynamicConvOp.Form(steps, numbers, options);
    b.emit(new DynamicConvOp(input, kernel, padding, form, f32(ANY, ANY, 6)));
    var window = Window.of(longs(2, 3), longs(1, 1)).padded(longs(1, 0), longs(0, 0));
    b.emit(
        new ReduceWindowOp(
            ImmutableList.of(x), ImmutableList.of(zero), window, b.region(F32, b::add)));
    Value source = b.input("source", f32(ANY, 1));
    var bodies =
        new SelectAndScatterOp.Bodies(
            b.region(
                List.of(TensorType.of(F32), TensorType.of(F32)),
                pair -> List.of(b.compare(pair.get(0), pair.get(1), CompareOp.Direction.GE))),
            b.region(F32, b::add));
    var dense = Window.of(longs(2, 3), longs(1, 1));
    b.emit(new SelectAndScatterOp(x, source, zero, dense, bodies));
  }

  private void lookUps() {
    b.gatherRows(x, rows);
    Value updates = b.input("updates", f32(ANY, 3));
    b.emit(
        new ScatterOp(
            ImmutableList.of(x),
            rows,
            ImmutableList.of(updates),
            new ScatterOp.DimensionNumbers(longs(1), longs(0), longs(), longs(), longs(0), 1),
            new ScatterOp.Hints(false, false),
            b.region(F32, b::add)));
  }

  private void bodies() {
    b.ifElse(b.constant(PRED, 1), () -> List.of(x), () -> List.of(b.negate(x)));
    b.switchCase(at, List.of(() -> List.of(y), () -> List.of(y)));
    b.whileLoop(List.of(x), _ -> b.constant(PRED, 0), state -> List.of(b.negate(state.getFirst())));
    ScalarBodies bodies = new ScalarBodies(b);
    bodies.sort(List.of(x), 0, pair -> b.compare(pair.get(0), pair.get(1), CompareOp.Direction.LT));
    bodies.map(List.of(x), each -> b.negate(each.getFirst()));
  }

  private void shapesByValues() {
    Value size = b.emit(new GetDimensionSizeOp(x, 0)).getFirst();
    Value first = b.reshape(size, 1);
    Value three = b.constant(Literal.ofS32(TensorType.of(S32, 1), 3));
    Value sizes = b.concatenate(0, first, three);
    Value pair = b.splat(TensorType.of(S64, 2), 1);
    var none = DynamicBroadcastInDimOp.Hints.NONE;
    b.emit(new DynamicBroadcastInDimOp(x, sizes, f32(ANY, 3), longs(0, 1), none));
    b.emit(new DynamicIotaOp(sizes, TensorType.of(S64, ANY, 3), 0));
    b.emit(new DynamicReshapeOp(x, sizes, f32(ANY, ANY)));
    b.emit(new DynamicPadOp(x, zero, pair, pair, pair, f32(ANY, 7)));
    b.emit(new RealDynamicSliceOp(x, pair, pair, pair, f32(ANY, ANY)));
    var numbers = new GatherOp.DimensionNumbers(longs(1), longs(0), longs(), longs(), longs(0), 1);
    b.emit(new DynamicGatherOp(x, rows, pair, numbers, false, f32(ANY, ANY)));
  }
}
