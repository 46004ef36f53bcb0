package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.NumericBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.Window;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What would end the process in XLA's compiler is refused before, and nothing like it.
final class AbortCheckTest {
  @Test
  void refusesRandomNumbersOfNarrowTypes() {
    assertRefused(
        "rng at noise requires one of the element types [i32, i64, ui32, ui64, bf16, f16, f32, f64]"
            + " to be compiled by XLA, got tensor<3xi8>; draw in a wider type and convert the"
            + " result",
        random(ElementType.S8));
    assertLowers("stablehlo.rng", random(ElementType.F16));
  }

  @Test
  void refusesRandomNumbersInBodies() {
    GraphBuilder b = new GraphBuilder("body");
    Value yes = b.input("yes", TensorType.of(ElementType.PRED));
    b.result(
        "x",
        b.ifElse(yes, () -> List.of(rng(b, ElementType.S8)), () -> List.of(rng(b, ElementType.S8)))
            .getFirst());
    var e = assertThrows(InvalidOpException.class, () -> lower(Program.of(b.build())));
    assertTrue(e.toString().contains("rng at noise requires"), e.toString());
  }

  @Test
  void refusesScatteringToAWindowOfAScalar() {
    assertRefused(
        "select_and_scatter requires an operand with an axis to be compiled by XLA, got"
            + " tensor<f32>; reshape it to one of size one",
        scatter());
    assertLowers("stablehlo.select_and_scatter", scatter(1));
  }

  @Test
  void refusesToTakeComplexNumbersForOnesOfAnotherWidth() {
    String constraint = "bitcast_convert requires complex types of one width to be compiled by XLA";
    String mend = "; take the real and imaginary parts and convert those";
    assertRefused(constraint + ", got tensor<2xcomplex<f64>>" + mend, bits(ElementType.C128, 2, 2));
    assertRefused(constraint + ", got tensor<2x2xcomplex<f32>>" + mend, bits(ElementType.C64, 2));
    assertLowers("stablehlo.bitcast_convert", bits(ElementType.F32, 2));
  }

  @Test
  void refusesToSortElementsOfLessThanAByte() {
    assertRefused(
        "sort requires operands of 8 bits at least to be compiled by XLA, got [%x: tensor<3xi4>];"
            + " convert them to wider types and the results back",
        sort(ElementType.S4));
    assertLowers("stablehlo.sort", sort(ElementType.PRED));
  }

  @Test
  void refusesToConcatenateElementsOfTwoBits() {
    assertRefused(
        "concatenate requires operands of 4 bits at least to be compiled by XLA, got [%x:"
            + " tensor<3xui2>, %x: tensor<3xui2>]; convert them to wider types and the result back",
        concatenated(ElementType.U2));
    assertLowers("stablehlo.concatenate", concatenated(ElementType.U4));
  }

  private static Program concatenated(ElementType element) {
    GraphBuilder b = new GraphBuilder("concatenate");
    Value x = b.input("x", TensorType.of(element, 3));
    b.result("y", b.concatenate(0, x, x));
    return Program.of(b.build());
  }

  private static Program sort(ElementType element) {
    GraphBuilder b = new GraphBuilder("sort");
    Value x = b.input("x", TensorType.of(element, 3));
    b.result(
        "y",
        new ScalarBodies(b)
            .sort(
                List.of(x), 0, pair -> b.compare(pair.get(0), pair.get(1), CompareOp.Direction.LT))
            .getFirst());
    return Program.of(b.build());
  }

  /// From one element type to the other of its kind, to a tensor of the given dimensions.
  private static Program bits(ElementType from, long... dims) {
    ElementType to =
        switch (from) {
          case C64 -> ElementType.C128;
          case C128 -> ElementType.C64;
          default -> ElementType.S32;
        };
    long[] source = from == ElementType.C64 ? new long[] {2, 2} : new long[] {2};
    GraphBuilder b = new GraphBuilder("bits");
    Value x = b.input("x", TensorType.of(from, source));
    b.result("y", b.emit(new BitcastConvertOp(x, TensorType.of(to, dims))).getFirst());
    return Program.of(b.build());
  }

  private static Program random(ElementType element) {
    GraphBuilder b = new GraphBuilder("random");
    b.result("x", rng(b, element));
    return Program.of(b.build());
  }

  private static Value rng(GraphBuilder b, ElementType element) {
    Value zero = b.constant(element, 0);
    Value one = b.constant(element, 1);
    try (var _ = b.scope("noise")) {
      var uniform = RngOp.Distribution.UNIFORM;
      return new NumericBuilder(b).rng(zero, one, uniform, TensorType.of(element, 3));
    }
  }

  private static Program scatter(long... dims) {
    GraphBuilder b = new GraphBuilder("scatter");
    Value x = b.input("x", TensorType.of(ElementType.F32, dims));
    var ones = ImmutableLongArray.copyOf(LongStream.generate(() -> 1).limit(dims.length));
    var bodies =
        new SelectAndScatterOp.Bodies(
            b.region(ElementType.F32, (l, r) -> b.compare(l, r, CompareOp.Direction.GE)),
            b.region(ElementType.F32, b::add));
    Value zero = b.constant(ElementType.F32, 0);
    var op = new SelectAndScatterOp(x, x, zero, Window.of(ones, ones), bodies);
    b.result("y", b.emit(op).getFirst());
    return Program.of(b.build());
  }

  private static String lower(Program program) {
    return Lowering.lower(program, Target.of("cpu")).text();
  }

  private static void assertRefused(String message, Program program) {
    var e = assertThrows(InvalidOpException.class, () -> lower(program));
    assertEquals("dev.strobe.ir.InvalidOpException: " + message, e.toString());
  }

  private static void assertLowers(String op, Program program) {
    String text = lower(program);
    assertTrue(text.contains(op), text);
  }
}
