package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.text.StableHloReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Programs whose results are worked out by hand.
final class InterpreterTest {
  private static final TensorType MATRIX = TensorType.of(ElementType.F32, 2, 3);
  private static final Literal ROWS = Literal.ofF32(MATRIX, 1, 2, 3, 4, 5, 6);

  @Test
  void multipliesMatrices() {
    GraphBuilder b = new GraphBuilder("product");
    Value x = b.input("x", MATRIX);
    var rowsByRows =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(1));
    b.result("xx", b.dotGeneral(x, x, rowsByRows));
    assertArrayEquals(new float[] {14, 32, 32, 77}, run(b, ROWS).toF32());
  }

  @Test
  void multipliesBatchesWithTheBatchInDifferentPlaces() {
    GraphBuilder b = new GraphBuilder("product");
    Value x = b.input("x", TensorType.of(ElementType.F32, 2, 1, 2));
    Value y = b.input("y", TensorType.of(ElementType.F32, 2, 2, 2));
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(0),
            ImmutableLongArray.of(2),
            ImmutableLongArray.of(2),
            ImmutableLongArray.of(0));
    b.result("z", b.dotGeneral(x, y, dimensions));
    Literal left = Literal.ofF32(TensorType.of(ElementType.F32, 2, 1, 2), 1, 10, 100, 1000);
    // y[contracted, column, batch] = 1..8
    Literal right = Literal.ofF32(TensorType.of(ElementType.F32, 2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
    // batch 0, column c: 1*y[0,c,0] + 10*y[1,c,0]; batch 1: 100*y[0,c,1] + 1000*y[1,c,1]
    assertArrayEquals(new float[] {51, 73, 6200, 8400}, run(b, left, right).toF32());
  }

  @Test
  void sumsProductsBeforeTheyAreRoundedToANarrowerType() {
    Program program =
        StableHloReader.read(
            """
            func.func @main(%x: tensor<3xf64>) -> tensor<f32> {
              %y = stablehlo.dot_general %x, %x, contracting_dims = [0] x [0]
                  : (tensor<3xf64>, tensor<3xf64>) -> tensor<f32>
              return %y : tensor<f32>
            }
            """);
    // the small products are 0.38 units of 2^60 in f32, lost one by one and a unit together
    Literal x =
        Literal.ofBytes(
            TensorType.of(ElementType.F64, 3),
            ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0x1p30)
                .putDouble(0x1.cp17)
                .putDouble(0x1.cp17)
                .array());
    float[] sum = Interpreter.run(program, List.of(x)).getFirst().toF32();
    assertArrayEquals(new float[] {0x1.000002p60f}, sum);
  }

  @Test
  void roundsEveryOpToItsElementType() {
    GraphBuilder b = new GraphBuilder("rounding");
    Value x = b.constant(ElementType.BF16, 256);
    Value one = b.constant(ElementType.BF16, 1);
    b.result("z", b.subtract(b.add(x, one), x));
    assertEquals(0, run(b).doubleAt(0), "257 is not a bf16, and a tie goes to the even 256");
  }

  @Test
  void accumulatesSumsWiderThanTheirType() {
    GraphBuilder b = new GraphBuilder("sum");
    Value x = b.splat(TensorType.of(ElementType.BF16, 1000), 1);
    b.result("z", b.reduceSum(x, 0));
    assertEquals(1000, run(b).doubleAt(0));
  }

  @Test
  void reducesEachAxis() {
    GraphBuilder b = new GraphBuilder("reduce");
    Value x = b.input("x", MATRIX);
    b.result("columns", b.reduceSum(x, 0));
    b.result("rows", b.reduceMax(x, 1));
    b.result("all", b.reduceSum(x, 1, 0));
    ImmutableList<Literal> results = Interpreter.run(b.build(), List.of(ROWS));
    assertArrayEquals(new float[] {5, 7, 9}, results.get(0).toF32());
    assertArrayEquals(new float[] {3, 6}, results.get(1).toF32());
    assertArrayEquals(new float[] {21}, results.get(2).toF32());
  }

  @Test
  void findsTheFirstGreatestElementByReducingTwoInputs() {
    GraphBuilder b = new GraphBuilder("argmax");
    TensorType type = TensorType.of(ElementType.F32, 5);
    Value x = b.input("x", type);
    Value places = b.iota(type.withElement(ElementType.S32), 0);
    Value least = b.constant(ElementType.F32, Double.NEGATIVE_INFINITY);
    Value zero = b.constant(ElementType.S32, 0);
    var op =
        new ReduceOp(
            ImmutableList.of(x, places),
            ImmutableList.of(least, zero),
            ImmutableLongArray.of(0),
            argmaxBody());
    b.result("place", b.emit(op).get(1));
    assertArrayEquals(new int[] {1}, run(b, Literal.ofF32(type, 3, 9, -1, 9, 4)).toS32());
  }

  private static Region argmaxBody() {
    TensorType real = TensorType.of(ElementType.F32);
    TensorType place = TensorType.of(ElementType.S32);
    GraphBuilder b = new GraphBuilder("body");
    Value best = b.input("best", real);
    Value bestPlace = b.input("best_place", place);
    Value next = b.input("next", real);
    Value nextPlace = b.input("next_place", place);
    Value wins = b.compare(next, best, CompareOp.Direction.GT);
    Value first = b.select(wins, next, best);
    Value second = b.select(wins, nextPlace, bestPlace);
    return new Region(
        ImmutableList.of(best, bestPlace, next, nextPlace),
        b.build().nodes(),
        ImmutableList.of(first, second));
  }

  @Test
  void reducesInTheWiderTypeOfTheBody() {
    GraphBuilder b = new GraphBuilder("promoting");
    Value x = b.splat(TensorType.of(ElementType.S8, 200), 100);
    Value zero = b.constant(ElementType.S8, 0);
    var op =
        new ReduceOp(
            ImmutableList.of(x),
            ImmutableList.of(zero),
            ImmutableLongArray.of(0),
            b.region(ElementType.S32, b::add));
    b.result("z", b.emit(op).getFirst());
    assertArrayEquals(new int[] {20_000}, run(b).toS32());
  }

  @Test
  void ordersComplexNumbersByRealThenImaginaryPart() {
    TensorType type = TensorType.of(ElementType.C64, 4);
    GraphBuilder b = new GraphBuilder("order");
    Value x = b.input("x", type);
    Value y = b.input("y", type);
    b.result("below", b.compare(x, y, CompareOp.Direction.LT));
    b.result("least", b.binary(BinaryOp.Kind.MINIMUM, x, y));
    Literal left = complex(type, 1, 2, 1, 2, 3, 0, 1, 2);
    Literal right = complex(type, 1, 3, 1, 2, 1, 9, 0, 7);
    ImmutableList<Literal> results = Interpreter.run(b.build(), List.of(left, right));
    assertEquals(
        Literal.ofPred(TensorType.of(ElementType.PRED, 4), true, false, false, false),
        results.get(0));
    assertEquals(complex(type, 1, 2, 1, 2, 1, 9, 0, 7), results.get(1));
  }

  private static Literal complex(TensorType type, float... parts) {
    Literal lanes = Literal.ofF32(TensorType.of(ElementType.F32, parts.length), parts);
    byte[] bytes = new byte[(int) type.byteSize()];
    lanes.bytes().get(bytes);
    return Literal.ofBytes(type, bytes);
  }

  @Test
  void refusesTheRemainderOfComplexNumbers() {
    TensorType type = TensorType.of(ElementType.C64);
    GraphBuilder b = new GraphBuilder("remainder");
    Value x = b.constant(Literal.splat(type, 1));
    b.result("z", b.binary(BinaryOp.Kind.REMAINDER, x, x));
    Graph graph = b.build();
    assertThrows(UnsupportedOperationException.class, () -> Interpreter.run(graph, List.of()));
  }

  @Test
  void regionsSeeOuterValues() {
    GraphBuilder b = new GraphBuilder("scaled");
    Value x = b.input("x", MATRIX);
    Value ten = b.constant(ElementType.F32, 10);
    b.result("z", b.reduce(x, 0, (sum, next) -> b.add(sum, b.multiply(next, ten)), 1));
    assertArrayEquals(new float[] {60, 150}, run(b, ROWS).toF32());
  }

  @Test
  void clampsDynamicStarts() {
    GraphBuilder b = new GraphBuilder("slices");
    TensorType type = TensorType.of(ElementType.S32, 5);
    Value x = b.iota(type, 0);
    Value far = b.constant(ElementType.S32, 9);
    Value negative = b.constant(ElementType.S32, -9);
    Value update = b.splat(TensorType.of(ElementType.S32, 2), 7);
    b.result("end", b.dynamicSlice(x, List.of(far), 2));
    b.result("start", b.dynamicSlice(x, List.of(negative), 2));
    b.result("updated", b.dynamicUpdateSlice(x, update, List.of(far)));
    ImmutableList<Literal> results = Interpreter.run(b.build(), List.of());
    assertArrayEquals(new int[] {3, 4}, results.get(0).toS32());
    assertArrayEquals(new int[] {0, 1}, results.get(1).toS32());
    assertArrayEquals(new int[] {0, 1, 2, 7, 7}, results.get(2).toS32());
  }

  @Test
  void gathersRowsAndClampsTheirNumbers() {
    GraphBuilder b = new GraphBuilder("rows");
    Value x = b.input("x", MATRIX);
    Value rows = b.constant(Literal.ofS32(TensorType.of(ElementType.S32, 3), 1, -5, 5));
    b.result("z", b.gatherRows(x, rows));
    assertArrayEquals(new float[] {4, 5, 6, 1, 2, 3, 4, 5, 6}, run(b, ROWS).toF32());
  }

  @Test
  void callsFunctions() {
    GraphBuilder square = new GraphBuilder("square");
    Value v = square.input("v", MATRIX);
    square.result("vv", square.multiply(v, v));
    GraphBuilder main = new GraphBuilder("main");
    Value x = main.input("x", MATRIX);
    Value once = call(main, "square", x);
    main.result("z", call(main, "square", once));
    Program program =
        new Program("p", ImmutableList.of(main.build(), square.build()), ImmutableMap.of());
    Literal result = Interpreter.run(program, List.of(ROWS)).getFirst();
    assertArrayEquals(new float[] {1, 16, 81, 256, 625, 1296}, result.toF32());
  }

  @Test
  void refusesAFunctionThatCallsItself() {
    GraphBuilder main = new GraphBuilder("main");
    Value x = main.input("x", MATRIX);
    main.result("z", call(main, "main", x));
    Graph graph = main.build();
    var error = assertThrows(InvalidOpException.class, () -> Interpreter.run(graph, List.of(ROWS)));
    assertEquals("call requires functions that do not call themselves, got 2", error.getMessage());
  }

  @Test
  void refusesACallOfAnotherType() {
    GraphBuilder square = new GraphBuilder("square");
    square.result("v", square.input("v", TensorType.of(ElementType.F32, 3, 2)));
    GraphBuilder main = new GraphBuilder("main");
    Value x = main.input("x", MATRIX);
    main.result("z", call(main, "square", x));
    Program program =
        new Program("p", ImmutableList.of(main.build(), square.build()), ImmutableMap.of());
    assertThrows(InvalidOpException.class, () -> Interpreter.run(program, List.of(ROWS)));
  }

  private static Value call(GraphBuilder b, String callee, Value argument) {
    return b.emit(new CallOp(callee, ImmutableList.of(argument), ImmutableList.of(argument.type())))
        .getFirst();
  }

  @Test
  void refusesArgumentsThatDoNotFit() {
    GraphBuilder b = new GraphBuilder("identity");
    b.result("x", b.input("x", MATRIX));
    Graph graph = b.build();
    assertThrows(InvalidOpException.class, () -> Interpreter.run(graph, List.of()));
    Literal other = Literal.scalar(ElementType.F32, 1);
    var error =
        assertThrows(InvalidOpException.class, () -> Interpreter.run(graph, List.of(other)));
    assertEquals(
        "interpreter requires argument 0 (x) of type tensor<2x3xf32>, got tensor<f32>",
        error.getMessage());
  }

  @Test
  void runsAHundredThousandOpsInARow() {
    GraphBuilder b = new GraphBuilder("chain");
    Value x = b.input("x", TensorType.of(ElementType.S64));
    Value one = b.constant(ElementType.S64, 1);
    for (int i = 0; i < 100_000; i++) {
      x = b.add(x, one);
    }
    b.result("z", x);
    assertEquals(100_000, run(b, Literal.scalar(ElementType.S64, 0)).longAt(0));
  }

  @Test
  void freesTensorsAfterTheirLastUse() {
    GraphBuilder b = new GraphBuilder("large");
    Value x = b.splat(TensorType.of(ElementType.F32, 1 << 20), 1);
    for (int i = 0; i < 600; i++) {
      x = b.negate(x);
    }
    b.result("z", b.slice(x, 0, 0, 1));
    assertEquals(1, run(b).doubleAt(0), "600 tensors of 8 MiB do not fit into the test's heap");
  }

  private static Literal run(GraphBuilder b, Literal... arguments) {
    return Interpreter.run(b.build(), List.of(arguments)).getFirst();
  }
}
