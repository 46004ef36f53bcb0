package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.SliceOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written for the plugin; that the plugin then does right is tested with the plugin.
final class FoldingGuardsTest {
  private static final TensorType COMPLEX = TensorType.of(ElementType.C64, 2);
  private static final TensorType FLOATS = TensorType.of(ElementType.F32, 2);

  private static LoweredProgram lower(GraphBuilder b, Value result) {
    b.result("r", result);
    return Lowering.lower(Program.of(b.build()), Target.of("cpu"));
  }

  private static void assertHolds(LoweredProgram lowered, String... lines) {
    for (String line : lines) {
      assertTrue(lowered.text().contains(line), lowered.text());
    }
    assertEquals(
        lowered.text(), Lowering.lower(lowered.program(), Target.of("cpu")).text(), "twice");
  }

  @Test
  void keepsTheMeshesThatShardingsName() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", FLOATS);
    Value start = b.input("start", TensorType.of(ElementType.S32));
    Value slice =
        b.emit(new DynamicSliceOp(x, ImmutableList.of(start), ImmutableLongArray.of(2))).getFirst();
    Value part =
        b.emit(new DynamicSliceOp(slice, ImmutableList.of(start), ImmutableLongArray.of(1)))
            .getFirst();
    b.result("r", part);
    Program program = Program.of(b.build());
    Program meshed =
        new Program(
            program.name(),
            program.functions(),
            program.attributes(),
            ImmutableMap.of("mesh", "<[\"x\"=2]>"));
    LoweredProgram lowered = Lowering.lower(meshed, Target.of("cpu"));
    assertEquals(meshed.meshes(), lowered.program().meshes());
    assertHolds(lowered, "sdy.mesh @mesh = <[\"x\"=2]>", "stablehlo.clamp");
  }

  @Test
  void complexNumbersBecomeRealBehindABarrier() {
    GraphBuilder b = new GraphBuilder("main");
    LoweredProgram lowered = lower(b, b.convert(b.splat(COMPLEX, 1), ElementType.F16));
    assertHolds(lowered, "%1 = stablehlo.optimization_barrier %0", "%2 = stablehlo.convert %1");
  }

  @Test
  void complexNumbersOfAnotherWidthNeedNoBarrier() {
    GraphBuilder b = new GraphBuilder("main");
    String text = lower(b, b.convert(b.splat(COMPLEX, 1), ElementType.C128)).text();
    assertFalse(text.contains("optimization_barrier"), text);
  }

  @Test
  void unsignedStartsAreReadBehindABarrierAndSignedOnesAreNot() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 2, 2));
    Value high = b.constant(ElementType.U8, 200);
    assertHolds(
        lower(b, sliced(b, x, high)), "optimization_barrier %0", "dynamic_slice %x, %1, %1");
    GraphBuilder signed = new GraphBuilder("main");
    Value y = signed.input("x", TensorType.of(ElementType.F32, 2, 2));
    String text = lower(signed, sliced(signed, y, signed.constant(ElementType.S32, 1))).text();
    assertFalse(text.contains("optimization_barrier"), text);
  }

  private static Value sliced(GraphBuilder b, Value x, Value start) {
    var op = new DynamicSliceOp(x, ImmutableList.of(start, start), ImmutableLongArray.of(1, 1));
    return b.emit(op).getFirst();
  }

  @Test
  void sumsOfTruthsAreDisjunctionsInRegionsToo() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.PRED, 2));
    assertHolds(
        lower(b, b.reduceSum(b.add(x, x), 0)), "stablehlo.or %x, %x", "applies stablehlo.or");
  }

  @Test
  void constantsAreInTotalOrderBehindABarrier() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.splat(FLOATS, 1);
    var op = new CompareOp(x, x, CompareOp.Direction.LT, CompareOp.Comparison.TOTALORDER);
    assertHolds(lower(b, b.emit(op).getFirst()), "compare LT, %1, %1, TOTALORDER");
  }

  @Test
  void anglesOfDoublesTakeConstantsFromBehindABarrier() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", FLOATS.withElement(ElementType.F64));
    Value angle = b.binary(BinaryOp.Kind.ATAN2, x, b.splat(x.tensor(), 1));
    assertHolds(lower(b, angle), "optimization_barrier %0", "atan2 %x, %1");
  }

  @Test
  void slicesOfNothingAreConstantsAndOthersStay() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", FLOATS);
    ImmutableLongArray one = ImmutableLongArray.of(1);
    List<Value> empty = b.emit(new SliceOp(x, one, one, one));
    b.result("rest", b.emit(new SliceOp(x, one, ImmutableLongArray.of(2), one)).getFirst());
    assertHolds(lower(b, empty.getFirst()), "constant dense<> : tensor<0xf32>", "slice %x [1:2]");
  }

  @Test
  void bitsOfConstantsAreReadBehindABarrierAndThoseOfParametersAreNot() {
    GraphBuilder b = new GraphBuilder("main");
    TensorType bits = FLOATS.withElement(ElementType.S32);
    Value doubled = b.add(b.input("x", FLOATS), b.splat(FLOATS, 1));
    b.result("of_parameter", b.emit(new BitcastConvertOp(doubled, bits)).getFirst());
    Value constant = b.negate(b.splat(FLOATS, 1));
    LoweredProgram lowered = lower(b, b.emit(new BitcastConvertOp(constant, bits)).getFirst());
    assertHolds(lowered, "bitcast_convert %1 ", "optimization_barrier %4", "bitcast_convert %5 ");
  }

  @Test
  void bitsOfBitsAreReadBehindABarrier() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.S64));
    Value words = b.emit(bits(x, ElementType.U32, 2)).getFirst();
    LoweredProgram lowered = lower(b, b.emit(bits(words, ElementType.S8, 2, 4)).getFirst());
    assertHolds(lowered, "%1 = stablehlo.optimization_barrier %0", "bitcast_convert %1 ");
  }

  private static BitcastConvertOp bits(Value x, ElementType element, long... dims) {
    return new BitcastConvertOp(x, TensorType.of(element, dims));
  }
}
