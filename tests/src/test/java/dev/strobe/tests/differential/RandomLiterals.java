package dev.strobe.tests.differential;

import dev.strobe.ir.ElementCodec;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/// Contents for parameters and constants: floats are eighths in `[-2, 2]`, exact in every type;
/// integers are small or any bits at all.
final class RandomLiterals {
  static final double BOUND = 2;

  private RandomLiterals() {}

  static Literal of(TensorType type, Random random) {
    byte[] bytes = new byte[(int) type.byteSize()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ElementType lane = type.element().real();
    int lanes = (int) type.elementCount() * (type.element().isComplex() ? 2 : 1);
    boolean anyBits = random.nextInt(3) == 0;
    for (int i = 0; i < lanes; i++) {
      switch (lane.kind()) {
        case FLOAT -> ElementCodec.write(lane, buffer, i, eighth(random));
        case BOOLEAN -> ElementCodec.writeLong(lane, buffer, i, random.nextInt(2));
        case SIGNED, UNSIGNED ->
            ElementCodec.writeLong(
                lane, buffer, i, anyBits ? random.nextLong() : random.nextInt(9) - 2);
        case COMPLEX -> throw new AssertionError("a lane is real");
      }
    }
    return Literal.ofBytes(type, bytes);
  }

  private static double eighth(Random random) {
    return (random.nextInt(33) - 16) / 8.0;
  }
}
