package dev.strobe.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.RngBitGeneratorOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written for the plugin; that the plugin then does right is tested with the plugin.
final class MissingOpsTest {
  private static Program program(GraphBuilder b, Value result) {
    b.result("r", result);
    return Program.of(b.build());
  }

  private static Program lowered(Program program) {
    return Lowering.lower(program, Target.of("cpu")).program();
  }

  private static boolean has(Program program, String op) {
    return program.main().nodes().stream().anyMatch(node -> node.op().name().equals(op));
  }

  /// The bits of a float, by Java.
  private static Literal bitsOf(float value) {
    boolean[] bits = new boolean[32];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (Float.floatToRawIntBits(value) >> i & 1) == 1;
    }
    return Literal.ofPred(TensorType.of(ElementType.PRED, 1, 32), bits);
  }

  @Test
  void predicatesAreTheBitsOfWhatTheyBecome() {
    TensorType f32 = TensorType.of(ElementType.F32, 1);
    for (float value : new float[] {1.5f, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY}) {
      GraphBuilder b = new GraphBuilder("main");
      Value x = b.input("x", TensorType.of(ElementType.PRED, 1, 32));
      Program packed = lowered(program(b, b.emit(new BitcastConvertOp(x, f32)).getFirst()));
      assertEquals(
          List.of(Literal.ofF32(f32, value)), Interpreter.run(packed, List.of(bitsOf(value))));
      GraphBuilder c = new GraphBuilder("main");
      Value y = c.input("y", f32);
      var op = new BitcastConvertOp(y, TensorType.of(ElementType.PRED, 1, 32));
      Program unpacked = lowered(program(c, c.emit(op).getFirst()));
      assertEquals(
          List.of(bitsOf(value)), Interpreter.run(unpacked, List.of(Literal.ofF32(f32, value))));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"S4", "U4", "S8", "U8", "BF16", "F16", "S16", "U32", "S64", "U64", "F64"})
  void noBitcastOfPredicatesIsLeft(ElementType element) {
    GraphBuilder b = new GraphBuilder("main");
    TensorType type = TensorType.of(element, 2);
    TensorType bits = TensorType.of(ElementType.PRED, 2, element.bits());
    Value x = b.input("x", type);
    Value apart = b.emit(new BitcastConvertOp(x, bits)).getFirst();
    Value flipped = b.unary(UnaryOp.Kind.NOT, apart);
    Program program = program(b, b.emit(new BitcastConvertOp(flipped, type)).getFirst());
    Program lowered = lowered(program);
    boolean left =
        lowered.main().nodes().stream()
            .filter(node -> node.op() instanceof BitcastConvertOp)
            .anyMatch(
                node ->
                    node.op().operands().getFirst().tensor().element() == ElementType.PRED
                        || node.result().tensor().element() == ElementType.PRED);
    assertFalse(left);
    List<Literal> arguments = List.of(Literal.splat(type, 3));
    assertEquals(Interpreter.run(program, arguments), Interpreter.run(lowered, arguments));
    assertEquals(lowered, lowered(lowered));
  }

  @Test
  void complexCubeRootsAreAThirdOfTheAngle() {
    GraphBuilder b = new GraphBuilder("main");
    Value parts = b.input("parts", TensorType.of(ElementType.F64, 4, 2));
    Value real = b.reshape(b.slice(parts, 1, 0, 1), 4);
    Value imaginary = b.reshape(b.slice(parts, 1, 1, 2), 4);
    Value root = b.unary(UnaryOp.Kind.CBRT, b.complex(real, imaginary));
    b.result("re", b.unary(UnaryOp.Kind.REAL, root));
    b.result("im", b.unary(UnaryOp.Kind.IMAG, root));
    Program lowered = lowered(Program.of(b.build()));
    double[][] points = {{0, 0}, {-8, 0}, {0, 27}, {3, -4}};
    GraphBuilder c = new GraphBuilder("points");
    Value[] rows = new Value[points.length];
    for (int i = 0; i < points.length; i++) {
      Value re = c.reshape(c.constant(ElementType.F64, points[i][0]), 1, 1);
      Value im = c.reshape(c.constant(ElementType.F64, points[i][1]), 1, 1);
      rows[i] = c.concatenate(1, re, im);
    }
    c.result("points", c.concatenate(0, rows));
    List<Literal> roots =
        Interpreter.run(lowered, Interpreter.run(Program.of(c.build()), List.of()));
    for (int i = 0; i < points.length; i++) {
      double x = roots.get(0).doubleAt(i);
      double y = roots.get(1).doubleAt(i);
      // Cubed it is the number, and it lies less than 60 degrees from the positive axis.
      assertEquals(points[i][0], x * x * x - 3 * x * y * y, 1e-14 * 27);
      assertEquals(points[i][1], 3 * x * x * y - y * y * y, 1e-14 * 27);
      assertTrue(Math.abs(y) <= Math.sqrt(3) * x * (1 + 1e-15), x + " " + y);
    }
  }

  @Test
  void randomFloatsHaveTheBitsOfRandomIntegers() {
    GraphBuilder b = new GraphBuilder("main");
    TensorType state = TensorType.of(ElementType.U64, 2);
    var op =
        new RngBitGeneratorOp(
            b.input("x", state),
            RngBitGeneratorOp.Algorithm.THREE_FRY,
            TensorType.of(ElementType.BF16, 5));
    List<Value> both = b.emit(op);
    b.result("state", both.get(0));
    Program program = program(b, both.get(1));
    Program lowered = lowered(program);
    assertTrue(has(lowered, "bitcast_convert"));
    List<Literal> arguments = List.of(Literal.ofLongs(state, 1, 2));
    assertEquals(Interpreter.run(program, arguments), Interpreter.run(lowered, arguments));
  }
}
