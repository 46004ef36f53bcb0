package dev.strobe.tests.fusion;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import java.util.List;
import java.util.Random;

/// Random floats of any type.
final class Numbers {
  private Numbers() {}

  static Literal random(TensorType type, Random random) {
    float[] values = new float[(int) type.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    TensorType wide = type.withElement(ElementType.F32);
    GraphBuilder b = new GraphBuilder("main");
    b.result("y", b.convert(b.input("x", wide), type.element()));
    return Interpreter.run(Program.of(b.build()), List.of(Literal.ofF32(wide, values))).getFirst();
  }
}
