package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;
import static dev.strobe.ir.op.Operands.valuesOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import org.junit.jupiter.api.Test;

final class ShapeInferenceTest {
  private static void assertTypes(Op op, String... types) {
    assertEquals(ImmutableList.copyOf(types), op.resultTypes().stream().map(Type::text).toList());
  }

  @Test
  void absoluteValueOfComplexIsReal() {
    assertTypes(new UnaryOp(UnaryOp.Kind.ABS, value(ElementType.C128, 2)), "tensor<2xf64>");
    assertTypes(
        new UnaryOp(UnaryOp.Kind.SQRT, value(ElementType.C64, 2)), "tensor<2xcomplex<f32>>");
  }

  @Test
  void partsOfComplexAreReal() {
    Value complex = value(ElementType.C64, 2);
    assertTypes(new UnaryOp(UnaryOp.Kind.IMAG, complex), "tensor<2xf32>");
    assertTypes(new UnaryOp(UnaryOp.Kind.REAL, f32(2)), "tensor<2xf32>");
    Value real = value(ElementType.F64, 2);
    assertTypes(new ComplexOp(real, real), "tensor<2xcomplex<f64>>");
  }

  @Test
  void finitenessIsAPredicate() {
    assertTypes(new UnaryOp(UnaryOp.Kind.IS_FINITE, f32(2)), "tensor<2xi1>");
  }

  @Test
  void comparisonsArePredicates() {
    var op =
        new CompareOp(f32(2, 0), f32(2, 0), CompareOp.Direction.LT, CompareOp.Comparison.FLOAT);
    assertTypes(op, "tensor<2x0xi1>");
  }

  @Test
  void bitcastsTradeTheLastAxisForWidth() {
    TensorType bytes = TensorType.of(ElementType.U8, 3, 4);
    assertTypes(new BitcastConvertOp(f32(3), bytes), "tensor<3x4xui8>");
    assertTypes(
        new BitcastConvertOp(value(ElementType.U8, 3, 4), TensorType.of(ElementType.F32, 3)),
        "tensor<3xf32>");
    assertTypes(
        new BitcastConvertOp(value(ElementType.U8, 3), TensorType.of(ElementType.S4, 3, 2)),
        "tensor<3x2xi4>");
  }

  @Test
  void concatenationAddsSizesOfOneAxis() {
    assertTypes(new ConcatenateOp(valuesOf(f32(2, 3), f32(2, 0), f32(2, 4)), 1), "tensor<2x7xf32>");
  }

  @Test
  void contractionsKeepBatchingThenLeftThenRightAxes() {
    var dimensions = new DotGeneralOp.Dimensions(longs(2), longs(0), longs(0), longs(2));
    var op =
        new DotGeneralOp(
            value(ElementType.BF16, 5, 7, 2),
            value(ElementType.BF16, 2, 9, 5),
            dimensions,
            DotGeneralOp.Precision.DEFAULT,
            ElementType.F32);
    assertTypes(op, "tensor<2x7x9xf32>");
    assertEquals(longs(1), op.lhsResultDimensions());
    assertEquals(longs(1), op.rhsResultDimensions());
  }

  @Test
  void convolutionsCountWindows() {
    var input = new ConvolutionOp.Axes(3, 0, longs(2, 1));
    var kernel = new ConvolutionOp.KernelAxes(1, 3, longs(2, 0));
    var output = new ConvolutionOp.Axes(1, 2, longs(0, 3));
    // Spatial 0: 4 dilated by 2 is 7, padded 9; the window of 3 dilated by 2 is 5; 3 windows of
    // stride 2. Spatial 1: 5 less 1 is 4; the window of 2; 3 windows.
    var window =
        new ConvolutionOp.Window(
            longs(2, 1),
            longs(1, 0),
            longs(1, -1),
            longs(2, 1),
            longs(2, 1),
            ImmutableList.of(false, true));
    var op =
        new ConvolutionOp(
            value(ElementType.S8, 6, 5, 4, 8),
            value(ElementType.S8, 2, 3, 3, 10),
            window,
            new ConvolutionOp.DimensionNumbers(input, kernel, output),
            new ConvolutionOp.Options(2, 1, DotGeneralOp.Precision.DEFAULT, ElementType.S32));
    assertTypes(op, "tensor<3x8x10x3xi32>");
  }

  @Test
  void transformsOfRealNumbersKeepHalfTheSpectrum() {
    assertTypes(new FftOp(f32(2, 8), FftOp.Kind.RFFT, longs(8)), "tensor<2x5xcomplex<f32>>");
    assertTypes(new FftOp(f32(2, 0), FftOp.Kind.RFFT, longs(0)), "tensor<2x0xcomplex<f32>>");
    Value half = value(ElementType.C128, 2, 5);
    assertTypes(new FftOp(half, FftOp.Kind.IRFFT, longs(2, 9)), "tensor<2x9xf64>");
    assertTypes(new FftOp(half, FftOp.Kind.FFT, longs(5)), "tensor<2x5xcomplex<f64>>");
  }

  @Test
  void randomBitsComeBehindTheNextState() {
    var algorithm = RngBitGeneratorOp.Algorithm.PHILOX;
    TensorType output = TensorType.of(ElementType.F16, 2, 3);
    Value state = value(ElementType.U64, 3);
    assertTypes(
        new RngBitGeneratorOp(state, algorithm, output), "tensor<3xui64>", "tensor<2x3xf16>");
  }

  @Test
  void windowsAreCountedAfterDilationAndPadding() {
    Window window = Window.of(longs(2, 3), longs(2, 1));
    assertWindows("tensor<2x4xf32>", window, f32(4, 6));
    assertWindows("tensor<3x2xf32>", window.dilated(longs(2, 1), longs(1, 2)), f32(4, 6));
    assertWindows("tensor<3x1xf32>", window.padded(longs(3, -2), longs(0, -1)), f32(4, 6));
    assertWindows("tensor<0x4xf32>", window.padded(longs(-4, 0), longs(0, 0)), f32(4, 6));
    assertWindows("tensor<1x4xf32>", window.padded(longs(2, 0), longs(0, 0)), f32(0, 6));
    assertWindows("tensor<f32>", Window.of(longs(), longs()), f32());
    assertWindows("tensor<2x?xf32>", window, f32(4, TensorType.DYNAMIC));
  }

  private static void assertWindows(String type, Window window, Value input) {
    Region wider = Operands.firsts(ElementType.F64);
    var op = new ReduceWindowOp(valuesOf(input), valuesOf(f32()), window, wider);
    assertTypes(op, type.replace("f32", "f64"));
  }

  @Test
  void scatteringToWindowsKeepsTheShapeInTheTypeOfTheBody() {
    Region select = Operands.body(valuesOf(f32(), f32()), value(ElementType.PRED));
    var bodies = new SelectAndScatterOp.Bodies(select, Operands.firsts(ElementType.F64));
    Window window = WindowRefusals.window(2, 3);
    assertTypes(
        new SelectAndScatterOp(f32(4, 7), f32(2, 2), f32(), window, bodies), "tensor<4x7xf64>");
  }

  @Test
  void randomNumbersHaveTheTypeThatIsAskedFor() {
    Value shape = value(ElementType.S64, 2);
    TensorType type = TensorType.of(ElementType.F32, 4, 0);
    var distribution = RngOp.Distribution.NORMAL;
    assertTypes(new RngOp(f32(), f32(), shape, distribution, type), "tensor<4x0xf32>");
  }

  @Test
  void integersMayAccumulateInTheOtherSignedness() {
    var dimensions = new DotGeneralOp.Dimensions(longs(), longs(), longs(0), longs(0));
    var bytes = value(ElementType.U8, 4);
    var op =
        new DotGeneralOp(bytes, bytes, dimensions, DotGeneralOp.Precision.DEFAULT, ElementType.S32);
    assertTypes(op, "tensor<i32>");
  }

  @Test
  void reductionsTakeElementTypesFromTheBody() {
    Region body = Operands.firsts(ElementType.F32, ElementType.S32);
    var op =
        new ReduceOp(
            valuesOf(value(ElementType.BF16, 2, 3, 4), s32(2, 3, 4)),
            valuesOf(value(ElementType.BF16), s32()),
            longs(2, 0),
            body);
    assertTypes(op, "tensor<3xf32>", "tensor<3xi32>");
  }

  @Test
  void slicesRoundTheLastStrideUp() {
    assertTypes(new SliceOp(f32(10, 3), longs(1, 3), longs(10, 3), longs(4, 1)), "tensor<3x0xf32>");
  }

  @Test
  void paddingGoesBetweenElementsAndMayBeNegative() {
    assertTypes(
        new PadOp(f32(3, 0), f32(), longs(-1, 2), longs(0, 0), longs(2, 5)), "tensor<6x2xf32>");
  }

  @Test
  void gathersPlaceOffsetAxesAmongBatchAxes() {
    var numbers =
        new GatherOp.DimensionNumbers(longs(0, 2), longs(1), longs(), longs(), longs(1), 2);
    var op = new GatherOp(f32(6, 7, 8), s32(4, 5), numbers, longs(2, 1, 3), false);
    assertTypes(op, "tensor<2x4x3x5xf32>");
  }

  @Test
  void scattersKeepTheInputsShapes() {
    var numbers = new ScatterOp.DimensionNumbers(longs(1), longs(0), longs(), longs(), longs(0), 1);
    var op =
        new ScatterOp(
            valuesOf(f32(7, 3)),
            s32(4, 1),
            valuesOf(f32(4, 2)),
            numbers,
            new ScatterOp.Hints(false, false),
            Operands.sum(ElementType.F64));
    assertTypes(op, "tensor<7x3xf64>");
  }

  @Test
  void branchesGiveTheTypesThatTheyReturn() {
    Region pair = Operands.body(valuesOf(), s32(), f32(2, 0));
    Region none = Operands.body(valuesOf());
    Value pred = value(ElementType.PRED);
    assertTypes(new IfOp(pred, pair, pair), "tensor<i32>", "tensor<2x0xf32>");
    assertTypes(new IfOp(pred, none, none));
    assertTypes(
        new CaseOp(s32(), ImmutableList.of(pair, pair, pair)), "tensor<i32>", "tensor<2x0xf32>");
  }

  @Test
  void loopsKeepTheOperandsTypes() {
    var state = valuesOf(s32(), f32(2, 0));
    Region cond = Operands.body(state, value(ElementType.PRED));
    assertTypes(
        new WhileOp(state, cond, Operands.body(state, s32(), f32(2, 0))),
        "tensor<i32>",
        "tensor<2x0xf32>");
    Region always = Operands.body(valuesOf(), value(ElementType.PRED));
    assertTypes(new WhileOp(valuesOf(), always, Operands.body(valuesOf())));
  }

  @Test
  void sortsKeepTheInputsTypes() {
    Region comparator =
        Operands.body(valuesOf(f32(), f32(), s32(), s32()), value(ElementType.PRED));
    var op = new SortOp(valuesOf(f32(0, 3), s32(0, 3)), -1, true, comparator);
    assertTypes(op, "tensor<0x3xf32>", "tensor<0x3xi32>");
    assertEquals(1, op.axis());
  }

  @Test
  void mapsTakeTheElementTypeFromTheBody() {
    Region toInteger = Operands.body(valuesOf(f32(), f32()), s32());
    assertTypes(
        new MapOp(valuesOf(f32(2, 0), f32(2, 0)), longs(0, 1), toInteger), "tensor<2x0xi32>");
    assertTypes(new MapOp(valuesOf(f32(), f32()), longs(), toInteger), "tensor<i32>");
  }

  @Test
  void transposesTakeSizesThroughThePermutation() {
    assertTypes(new TransposeOp(f32(2, 3, 4), longs(2, 0, 1)), "tensor<4x2x3xf32>");
  }

  @Test
  void dynamicSlicesHaveTheirSizes() {
    assertTypes(
        new DynamicSliceOp(f32(5, 6), valuesOf(s32(), s32()), longs(2, 0)), "tensor<2x0xf32>");
    assertTypes(
        new DynamicUpdateSliceOp(f32(5, 6), f32(1, 6), valuesOf(s32(), s32())), "tensor<5x6xf32>");
  }

  @Test
  void barriersAndSelectsKeepTypes() {
    assertTypes(new OptimizationBarrierOp(valuesOf(f32(2), s32())), "tensor<2xf32>", "tensor<i32>");
    assertTypes(new SelectOp(value(ElementType.PRED), f32(2), f32(2)), "tensor<2xf32>");
    assertTypes(new ClampOp(f32(), f32(2), f32(2)), "tensor<2xf32>");
  }
}
