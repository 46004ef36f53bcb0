package dev.strobe.tests.differential;

import static dev.strobe.tests.differential.KnownDifference.Outcome.COMPUTES_SOMETHING_ELSE;
import static dev.strobe.tests.differential.KnownDifference.Outcome.ENDS_THE_PROCESS;
import static dev.strobe.tests.differential.KnownDifference.Outcome.REFUSES;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SliceOp;

/// The rows of `docs/xla-differences.md`, each with its smallest program.
final class KnownDifferences {
  private KnownDifferences() {}

  static ImmutableList<KnownDifference> all() {
    return ImmutableList.<KnownDifference>builder()
        .addAll(KnownWindowDifferences.all())
        .add(
            convertOfComplexConstant(),
            emptySliceOfConcatenate(),
            unsignedConstantStart(),
            sumOfTrueConstants(),
            totalOrderOfConstants(),
            bitcastOfFoldedGather(),
            bitcastOfBitcast(),
            sliceOfSlice(),
            maximumOfNan(),
            maximumOfZeros(),
            subnormals(),
            windowOverTheEdge(),
            unsignedExponent(),
            outerValueInABody(),
            signedRandomBits(),
            complexMaximum(),
            bitsOfPredicates())
        .build();
  }

  private static KnownDifference convertOfComplexConstant() {
    GraphBuilder b = new GraphBuilder("difference");
    Value constant = b.splat(TensorType.of(ElementType.C64), 1);
    b.result("r", b.convert(constant, ElementType.F32));
    return guarded("convert of a complex constant", b, ENDS_THE_PROCESS);
  }

  private static KnownDifference emptySliceOfConcatenate() {
    GraphBuilder b = new GraphBuilder("difference");
    Value one = b.input("x", TensorType.of(ElementType.F32, 1));
    Value none = b.input("y", TensorType.of(ElementType.F32, 0));
    Value both = b.emit(new ConcatenateOp(ImmutableList.of(one, none), 0)).getFirst();
    ImmutableLongArray end = ImmutableLongArray.of(1);
    b.result("r", b.emit(new SliceOp(both, end, end, end)).getFirst());
    return guarded(
        "slice of nothing from a concatenate",
        b,
        ENDS_THE_PROCESS,
        f32(1),
        Literal.ofF32(TensorType.of(ElementType.F32, 0)));
  }

  private static KnownDifference unsignedConstantStart() {
    GraphBuilder b = new GraphBuilder("difference");
    Value places = b.iota(TensorType.of(ElementType.S32, 3), 0);
    Value start = b.constant(ElementType.U8, 255);
    var op = new DynamicSliceOp(places, ImmutableList.of(start), ImmutableLongArray.of(1));
    b.result("r", b.emit(op).getFirst());
    return guarded("dynamic_slice at an unsigned constant", b, COMPUTES_SOMETHING_ELSE);
  }

  private static KnownDifference sumOfTrueConstants() {
    GraphBuilder b = new GraphBuilder("difference");
    Value yes = b.constant(ElementType.PRED, 1);
    b.result("r", b.add(yes, yes));
    return guarded("add of true constants", b, COMPUTES_SOMETHING_ELSE);
  }

  private static KnownDifference totalOrderOfConstants() {
    GraphBuilder b = new GraphBuilder("difference");
    Value minus = b.constant(ElementType.F32, -0.0);
    Value plus = b.constant(ElementType.F32, 0);
    var op = new CompareOp(minus, plus, CompareOp.Direction.LT, CompareOp.Comparison.TOTALORDER);
    b.result("r", b.emit(op).getFirst());
    return guarded("compare of constants in total order", b, COMPUTES_SOMETHING_ELSE);
  }

  private static KnownDifference bitcastOfFoldedGather() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.U16, 2, 2);
    Value x = b.constant(Literal.ofLongs(type, 1, 2, 3, 4));
    Value columns = b.constant(Literal.ofS32(TensorType.of(ElementType.S32, 2), 1, 0));
    var numbers =
        new GatherOp.DimensionNumbers(
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(1),
            1);
    var gather = new GatherOp(x, columns, numbers, ImmutableLongArray.of(2, 1), false);
    Value turned = b.emit(gather).getFirst();
    TensorType signed = type.withElement(ElementType.S16);
    b.result("r", b.emit(new BitcastConvertOp(turned, signed)).getFirst());
    return guarded("bitcast_convert of a gather of constants", b, COMPUTES_SOMETHING_ELSE);
  }

  private static KnownDifference bitcastOfBitcast() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.S64);
    var words = new BitcastConvertOp(b.input("x", type), TensorType.of(ElementType.U32, 2));
    var bytes = new BitcastConvertOp(b.emit(words).getFirst(), TensorType.of(ElementType.S8, 2, 4));
    b.result("r", b.emit(bytes).getFirst());
    return guarded("bitcast_convert of a bitcast_convert", b, REFUSES, Literal.ofLongs(type, 3));
  }

  private static KnownDifference sliceOfSlice() {
    GraphBuilder b = new GraphBuilder("difference");
    Value x = b.input("x", TensorType.of(ElementType.S32, 4));
    Value high = b.input("high", TensorType.of(ElementType.S32));
    Value low = b.input("low", TensorType.of(ElementType.S32));
    var first = new DynamicSliceOp(x, ImmutableList.of(high), ImmutableLongArray.of(2));
    Value part = b.emit(first).getFirst();
    var second = new DynamicSliceOp(part, ImmutableList.of(low), ImmutableLongArray.of(1));
    b.result("r", b.emit(second).getFirst());
    return guarded(
        "dynamic_slice or gather of a dynamic_slice",
        b,
        COMPUTES_SOMETHING_ELSE,
        Literal.ofS32(x.tensor(), 0, 1, 2, 3),
        Literal.ofS32(high.tensor(), 9),
        Literal.ofS32(low.tensor(), 0));
  }

  private static KnownDifference maximumOfNan() {
    return new KnownDifference(
        "maximum, minimum and clamp of NaN",
        binary(BinaryOp.Kind.MAXIMUM),
        ImmutableList.of(f32(1), f32(Float.NaN)),
        COMPUTES_SOMETHING_ELSE,
        false);
  }

  private static KnownDifference maximumOfZeros() {
    return new KnownDifference(
        "maximum, minimum and clamp of zeros",
        binary(BinaryOp.Kind.MAXIMUM),
        ImmutableList.of(f32(-0f), f32(0)),
        COMPUTES_SOMETHING_ELSE,
        false);
  }

  private static KnownDifference subnormals() {
    return new KnownDifference(
        "subnormal numbers",
        binary(BinaryOp.Kind.ADD),
        ImmutableList.of(f32(Float.MIN_VALUE), f32(Float.MIN_VALUE)),
        COMPUTES_SOMETHING_ELSE,
        false);
  }

  private static Program binary(BinaryOp.Kind kind) {
    GraphBuilder b = new GraphBuilder("difference");
    Value x = b.input("x", TensorType.of(ElementType.F32, 1));
    Value y = b.input("y", TensorType.of(ElementType.F32, 1));
    b.result("r", b.binary(kind, x, y));
    return Program.of(b.build());
  }

  private static KnownDifference windowOverTheEdge() {
    GraphBuilder b = new GraphBuilder("difference");
    Value x = b.input("x", TensorType.of(ElementType.S32, 3));
    Value indices = b.input("indices", TensorType.of(ElementType.S32, 1, 1));
    Value updates = b.input("updates", TensorType.of(ElementType.S32, 1, 2));
    var numbers =
        new ScatterOp.DimensionNumbers(
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(0),
            1);
    Region body = b.region(ElementType.S32, (old, update) -> update);
    var op =
        new ScatterOp(
            ImmutableList.of(x),
            indices,
            ImmutableList.of(updates),
            numbers,
            new ScatterOp.Hints(false, false),
            body);
    b.result("r", b.emit(op).getFirst());
    return left(
        "scatter of a window over the edge",
        b,
        COMPUTES_SOMETHING_ELSE,
        Literal.ofS32(x.tensor(), 0, 0, 0),
        Literal.ofS32(indices.tensor(), 2),
        Literal.ofS32(updates.tensor(), 7, 8));
  }

  private static KnownDifference unsignedExponent() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.U8, 1);
    b.result("r", b.binary(BinaryOp.Kind.POWER, b.input("x", type), b.input("y", type)));
    return left(
        "power with a large unsigned exponent",
        b,
        COMPUTES_SOMETHING_ELSE,
        Literal.ofLongs(type, 3),
        Literal.ofLongs(type, 255));
  }

  private static KnownDifference outerValueInABody() {
    GraphBuilder b = new GraphBuilder("difference");
    Value x = b.input("x", TensorType.of(ElementType.S32, 3));
    Value outer = b.input("outer", TensorType.of(ElementType.S32));
    Region body = b.region(ElementType.S32, (sum, next) -> b.add(b.add(sum, next), outer));
    var op =
        new ReduceOp(
            ImmutableList.of(x),
            ImmutableList.of(b.constant(ElementType.S32, 0)),
            ImmutableLongArray.of(0),
            body);
    b.result("r", b.emit(op).getFirst());
    return left(
        "outer values in the body of a reduce",
        b,
        REFUSES,
        Literal.ofS32(x.tensor(), 1, 2, 3),
        Literal.ofS32(outer.tensor(), 10));
  }

  private static KnownDifference signedRandomBits() {
    GraphBuilder b = new GraphBuilder("difference");
    Value state = b.input("state", TensorType.of(ElementType.U64, 2));
    TensorType bits = TensorType.of(ElementType.F32, 2);
    var op = new RngBitGeneratorOp(state, RngBitGeneratorOp.Algorithm.PHILOX, bits);
    b.result("r", b.emit(op).get(1));
    return guarded(
        "rng_bit_generator of other than unsigned integers",
        b,
        COMPUTES_SOMETHING_ELSE,
        Literal.ofLongs(state.tensor(), 1, 2));
  }

  private static KnownDifference complexMaximum() {
    GraphBuilder b = new GraphBuilder("difference");
    Value re = b.input("re", TensorType.of(ElementType.F32, 1));
    Value im = b.input("im", TensorType.of(ElementType.F32, 1));
    b.result("r", b.maximum(b.complex(re, re), b.complex(re, im)));
    return left(
        "minimum and maximum of complex numbers", b, COMPUTES_SOMETHING_ELSE, f32(1), f32(2));
  }

  private static KnownDifference bitsOfPredicates() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.S64);
    Value x = b.input("x", type);
    TensorType bits = TensorType.of(ElementType.PRED, 64);
    b.result("r", b.emit(new BitcastConvertOp(x, bits)).getFirst());
    return left(
        "bitcast_convert between numbers and predicates",
        b,
        COMPUTES_SOMETHING_ELSE,
        Literal.ofLongs(type, 5));
  }

  private static Literal f32(float value) {
    return Literal.ofF32(TensorType.of(ElementType.F32, 1), value);
  }

  static KnownDifference guarded(
      String title, GraphBuilder b, KnownDifference.Outcome outcome, Literal... arguments) {
    return new KnownDifference(
        title, Program.of(b.build()), ImmutableList.copyOf(arguments), outcome, true);
  }

  static KnownDifference left(
      String title, GraphBuilder b, KnownDifference.Outcome outcome, Literal... arguments) {
    return new KnownDifference(
        title, Program.of(b.build()), ImmutableList.copyOf(arguments), outcome, false);
  }
}
