package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.ScalarBodies;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ops that XLA has and reads otherwise: the words for them mean the same to the interpreter.
final class MisreadOpsTest {
  private static final TensorType MATRIX = TensorType.of(ElementType.S32, 3, 2);
  private static final Literal NUMBERS = Literal.ofS32(MATRIX, 5, 1, 4, 6, 2, 3);

  private static String lowered(GraphBuilder b, Literal argument) {
    Program program = Program.of(b.build());
    LoweredProgram lowered = Lowering.lower(program, Target.of("cpu"));
    List<Literal> arguments = List.of(argument);
    assertEquals(
        Interpreter.run(program, arguments), Interpreter.run(lowered.program(), arguments));
    return lowered.text();
  }

  @Test
  void countsTheSortedAxisFromTheFirst() {
    GraphBuilder b = new GraphBuilder("sort");
    Value x = b.input("x", MATRIX);
    b.result("r", sorted(b, x, -2));
    String text = lowered(b, NUMBERS);
    assertTrue(text.contains("dimension = 0 : i64"), text);
  }

  @Test
  void countsTheSortedAxisFromTheFirstInABody() {
    GraphBuilder b = new GraphBuilder("sort");
    Value x = b.input("x", MATRIX);
    Value yes = b.constant(ElementType.PRED, 1);
    b.result("r", b.ifElse(yes, () -> List.of(sorted(b, x, -1)), () -> List.of(x)).getFirst());
    String text = lowered(b, NUMBERS);
    assertTrue(text.contains("dimension = 1 : i64"), text);
  }

  private static Value sorted(GraphBuilder b, Value x, long dimension) {
    Region comparator =
        b.region(
            List.of(TensorType.of(ElementType.S32), TensorType.of(ElementType.S32)),
            pair -> List.of(b.compare(pair.get(0), pair.get(1), CompareOp.Direction.LT)));
    return b.emit(new SortOp(ImmutableList.of(x), dimension, true, comparator)).getFirst();
  }

  @Test
  void padsBeforeWindowsOverLessThanTheTensor() {
    Window window =
        Window.of(ImmutableLongArray.of(2, 1), ImmutableLongArray.of(1, 1))
            .padded(ImmutableLongArray.of(-1, 1), ImmutableLongArray.of(1, 0))
            .dilated(ImmutableLongArray.of(2, 1), ImmutableLongArray.of(2, 1));
    String text = lowered(sums(window), NUMBERS);
    assertTrue(text.contains("stablehlo.pad "), text);
    assertFalse(text.contains("padding = dense<[[-1, 1]"), text);
  }

  @Test
  void leavesWindowsOverPaddingAlone() {
    Window window =
        Window.of(ImmutableLongArray.of(2, 1), ImmutableLongArray.of(1, 1))
            .padded(ImmutableLongArray.of(1, 0), ImmutableLongArray.of(0, 0));
    String text = lowered(sums(window), NUMBERS);
    assertFalse(text.contains("stablehlo.pad "), text);
  }

  @Test
  void writesNothingForWindowsOverNothing() {
    Window window =
        Window.of(ImmutableLongArray.of(2, 1), ImmutableLongArray.of(1, 1))
            .padded(ImmutableLongArray.of(-4, 0), ImmutableLongArray.of(0, 0));
    String text = lowered(sums(window), NUMBERS);
    assertFalse(text.contains("reduce_window"), text);
  }

  /// Sums of windows over the matrix, from 7 on.
  private static GraphBuilder sums(Window window) {
    GraphBuilder b = new GraphBuilder("sums");
    List<Value> inputs = List.of(b.input("x", MATRIX));
    List<Value> starts = List.of(b.constant(ElementType.S32, 7));
    ScalarBodies bodies = new ScalarBodies(b);
    b.result(
        "r",
        bodies
            .reduceWindow(inputs, starts, window, x -> List.of(b.add(x.get(0), x.get(1))))
            .getFirst());
    return b;
  }

  @Test
  void drawsBitsAsUnsignedIntegers() {
    String text = bits(ElementType.F16);
    assertTrue(text.contains("tensor<3xui16>)"), text);
    assertTrue(
        text.contains("stablehlo.bitcast_convert") && text.contains("-> tensor<3xf16>"), text);
    assertFalse(bits(ElementType.U16).contains("bitcast_convert"));
  }

  private static String bits(ElementType element) {
    GraphBuilder b = new GraphBuilder("bits");
    TensorType state = TensorType.of(ElementType.U64, 2);
    TensorType output = TensorType.of(element, 3);
    var op =
        new RngBitGeneratorOp(b.input("state", state), RngBitGeneratorOp.Algorithm.PHILOX, output);
    List<Value> results = b.emit(op);
    b.result("next", results.get(0));
    b.result("bits", results.get(1));
    return lowered(b, Literal.ofLongs(state, 3, 4));
  }
}
