package dev.strobe.tests.differential;

import static dev.strobe.tests.differential.KnownDifference.Outcome.COMPUTES_SOMETHING_ELSE;
import static dev.strobe.tests.differential.KnownDifference.Outcome.REFUSES;
import static dev.strobe.tests.differential.KnownDifference.left;

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
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ScatterOp;

/// The rows of `docs/xla-differences.md` that are left as they are, each with its smallest program.
final class LeftDifferences {
  private LeftDifferences() {}

  static ImmutableList<KnownDifference> all() {
    return ImmutableList.of(
        maximumOfNan(),
        maximumOfZeros(),
        subnormals(),
        windowOverTheEdge(),
        unsignedExponent(),
        outerValueInABody(),
        minimumOfComplexNumbers());
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

  private static KnownDifference minimumOfComplexNumbers() {
    GraphBuilder b = new GraphBuilder("difference");
    TensorType type = TensorType.of(ElementType.F32, 1);
    Value real = b.input("x", type);
    Value first = b.complex(real, b.input("y", type));
    Value second = b.complex(real, b.input("z", type));
    b.result("r", b.binary(BinaryOp.Kind.MINIMUM, first, second));
    return left(
        "maximum and minimum of complex numbers",
        b,
        COMPUTES_SOMETHING_ELSE,
        f32(1),
        f32(2),
        f32(1));
  }

  private static Literal f32(float value) {
    return Literal.ofF32(TensorType.of(ElementType.F32, 1), value);
  }
}
