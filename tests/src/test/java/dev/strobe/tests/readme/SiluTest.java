package dev.strobe.tests.readme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.runtime.GraphRunner;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiluTest {
  @Test
  void siluOfZeroIsZero() {
    TensorType vector = TensorType.of(ElementType.F32, 2);
    GraphBuilder b = new GraphBuilder("silu");
    Value x = b.input("x", vector);
    b.result("y", b.multiply(x, b.logistic(x)));
    try (GraphRunner cpu = GraphRunner.open()) {
      Literal y = cpu.run(b.build(), List.of(Literal.ofF32(vector, 0, 1))).getFirst();
      assertArrayEquals(new float[] {0, 0.7310586f}, y.toF32(), 1e-6f);
    }
  }
}
