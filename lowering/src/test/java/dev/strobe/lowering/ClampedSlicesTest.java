package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.DynamicSliceOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written for the plugin; that the plugin then does right is tested with the plugin.
final class ClampedSlicesTest {
  private static final TensorType LINE = TensorType.of(ElementType.S32, 1_000);

  private static Value slice(GraphBuilder b, Value x, Value start, long size) {
    var op = new DynamicSliceOp(x, ImmutableList.of(start), ImmutableLongArray.of(size));
    return b.emit(op).getFirst();
  }

  private static Graph nested(ElementType start) {
    GraphBuilder b = new GraphBuilder("main");
    Value at = b.input("at", TensorType.of(start));
    Value part = slice(b, b.input("x", LINE), at, 10);
    b.result("r", slice(b, b.negate(part), at, 2));
    return b.build();
  }

  @Test
  void bothOfTwoSlicesAreClampedInWords() {
    LoweredProgram lowered = Lowering.lower(Program.of(nested(ElementType.S32)), Target.of("cpu"));
    assertTrue(lowered.text().contains("dense<990> : tensor<i32>"), lowered.text());
    assertTrue(lowered.text().contains("%2 = stablehlo.clamp %0, %at, %1"), lowered.text());
    assertTrue(lowered.text().contains("dynamic_slice %x, %2, sizes = [10]"), lowered.text());
    assertTrue(lowered.text().contains("dense<8> : tensor<i32>"), lowered.text());
    assertFalse(lowered.text().contains("%at, sizes = [2]"), lowered.text());
    assertEquals(lowered.text(), Lowering.lower(lowered.program(), Target.of("cpu")).text());
  }

  @Test
  void clampingChangesNoResultForAnyStart() {
    for (ElementType start : List.of(ElementType.S8, ElementType.U8, ElementType.S64)) {
      Program program = Program.of(nested(start));
      Program lowered = Lowering.lower(program, Target.of("cpu")).program();
      for (int at : new int[] {-128, -1, 0, 1, 127, 255, 989, 990, 991, 5_000}) {
        List<Literal> arguments = List.of(Literal.ofLongs(TensorType.of(start), at), line());
        assertEquals(
            Interpreter.run(program, arguments), Interpreter.run(lowered, arguments), start + "");
      }
    }
  }

  private static Literal line() {
    int[] places = new int[1_000];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return Literal.ofS32(LINE, places);
  }

  @Test
  void aSliceOfASliceThatIsGivenTwiceIsClampedToo() {
    GraphBuilder b = new GraphBuilder("main");
    Value at = b.input("at", TensorType.of(ElementType.S32));
    Value part = slice(b, b.input("x", LINE), at, 10);
    b.result("r", slice(b, b.maximum(part, part), at, 2));
    String text = Lowering.lower(Program.of(b.build()), Target.of("cpu")).text();
    assertTrue(text.contains("stablehlo.clamp"), text);
  }

  @Test
  void aSliceOfSomethingElseStaysAsItIs() {
    GraphBuilder b = new GraphBuilder("main");
    Value at = b.input("at", TensorType.of(ElementType.S32));
    Value x = b.input("x", LINE);
    b.result("r", slice(b, b.add(x, x), at, 10));
    String text = Lowering.lower(Program.of(b.build()), Target.of("cpu")).text();
    assertFalse(text.contains("clamp"), text);
  }
}
