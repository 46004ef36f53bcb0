package dev.strobe.tests.differential;

import static dev.strobe.tests.differential.KnownDifference.Outcome.COMPUTES_SOMETHING_ELSE;
import static dev.strobe.tests.differential.KnownDifference.Outcome.ENDS_THE_PROCESS;
import static dev.strobe.tests.differential.KnownDifference.Outcome.REFUSES;
import static dev.strobe.tests.differential.KnownDifference.guarded;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.CompareOp.Direction;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.UnaryOp;

/// The rows of `docs/xla-differences.md` that lowering guards against, each with its smallest
/// program.
final class GuardedDifferences {
  private static final TensorType BITS = TensorType.of(ElementType.S64, 64);

  private GuardedDifferences() {}

  static ImmutableList<KnownDifference> all() {
    return ImmutableList.of(
        convertOfComplexConstant(),
        emptySliceOfConcatenate(),
        unsignedConstantStart(),
        sumOfTrueConstants(),
        totalOrderOfConstants(),
        arcOfConstants(),
        bitcastOfFoldedGather(),
        bitcastOfBitcast(),
        sliceOfSlice(),
        cubeRoot(),
        packedPredicates(),
        unpackedPredicates(),
        randomFloats());
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

  private static KnownDifference arcOfConstants() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.F64, 4, 2);
    Value x = b.input("x", type);
    b.result("r", b.binary(BinaryOp.Kind.ATAN2, x, b.splat(type, 1)));
    return guarded("atan2 with a constant", b, COMPUTES_SOMETHING_ELSE, Literal.splat(type, 0.875));
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

  private static KnownDifference cubeRoot() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.F32, 1);
    Value z = b.complex(b.input("x", type), b.input("y", type));
    b.result("r", b.unary(UnaryOp.Kind.CBRT, z));
    return guarded(
        "cbrt of complex numbers", b, REFUSES, Literal.ofF32(type, 8), Literal.ofF32(type, 0));
  }

  private static KnownDifference packedPredicates() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.S64);
    Value x = b.input("x", type);
    Value bits = b.compare(b.iota(BITS, 0), b.broadcast(x, new long[] {64}), Direction.LT);
    b.result("r", b.emit(new BitcastConvertOp(bits, type)).getFirst());
    return guarded("bitcast_convert of predicates", b, REFUSES, Literal.scalar(ElementType.S64, 3));
  }

  private static KnownDifference unpackedPredicates() {
    GraphBuilder b = new GraphBuilder("difference");
    Value x = b.input("x", TensorType.of(ElementType.F64));
    TensorType type = TensorType.of(ElementType.PRED, 64);
    b.result("r", b.emit(new BitcastConvertOp(x, type)).getFirst());
    return guarded(
        "bitcast_convert to predicates",
        b,
        COMPUTES_SOMETHING_ELSE,
        Literal.scalar(ElementType.F64, 5));
  }

  private static KnownDifference randomFloats() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType state = TensorType.of(ElementType.U64, 2);
    var op =
        new RngBitGeneratorOp(
            b.input("x", state),
            RngBitGeneratorOp.Algorithm.THREE_FRY,
            TensorType.of(ElementType.F32, 3));
    b.result("r", b.emit(op).getLast());
    return guarded(
        "rng_bit_generator of floats", b, COMPUTES_SOMETHING_ELSE, Literal.ofLongs(state, 1, 2));
  }

  private static Literal f32(float value) {
    return Literal.ofF32(TensorType.of(ElementType.F32, 1), value);
  }
}
