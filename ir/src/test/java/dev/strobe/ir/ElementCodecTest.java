package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ElementCodecTest {
  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void integersOfEveryWidthKeepTheirBordersAndSigns() {
    for (ElementType type : ElementType.values()) {
      if (!type.isInteger()) {
        continue;
      }
      boolean signed = type.kind() == ElementType.Kind.SIGNED;
      long high = signed ? (1L << (type.bits() - 1)) - 1 : -1L >>> (64 - type.bits());
      long low = signed ? -high - 1 : 0;
      for (long value : new long[] {low, 0, 1, high}) {
        ByteBuffer bytes = buffer();
        ElementCodec.writeLong(type, bytes, 2, value);
        assertEquals(value, ElementCodec.readLong(type, bytes, 2), type::text);
        assertEquals(0, ElementCodec.readLong(type, bytes, 1), type::text);
        assertEquals(0, ElementCodec.readLong(type, bytes, 3), type::text);
      }
    }
  }

  @Test
  void narrowIntegersTakeTheLowBitsOfTheirByte() {
    ByteBuffer bytes = buffer();
    ElementCodec.writeLong(ElementType.S4, bytes, 0, -1);
    ElementCodec.writeLong(ElementType.S2, bytes, 1, -2);
    ElementCodec.writeLong(ElementType.U4, bytes, 2, 0x1F);
    assertEquals(0x0F, bytes.get(0));
    assertEquals(0x02, bytes.get(1));
    assertEquals(0x0F, bytes.get(2));
    assertEquals(-2, ElementCodec.readDouble(ElementType.S2, bytes, 1));
  }

  @Test
  void multiByteElementsAreLittleEndian() {
    ByteBuffer bytes = buffer();
    ElementCodec.writeLong(ElementType.U32, bytes, 0, 0x04030201L);
    ElementCodec.write(ElementType.BF16, bytes, 4, 1);
    assertEquals(0x01, bytes.get(0));
    assertEquals(0x04, bytes.get(3));
    assertEquals((byte) 0x80, bytes.get(8));
    assertEquals(0x3F, bytes.get(9));
  }

  @Test
  void unsignedLongsRoundToTheNearestDouble() {
    Random random = new Random(11);
    ByteBuffer bytes = buffer();
    for (int i = 0; i < 1000; i++) {
      long bits = random.nextLong() | Long.MIN_VALUE | (i % 3 == 0 ? 0x7FF : 0);
      ElementCodec.writeLong(ElementType.U64, bytes, 0, bits);
      double expected = new BigInteger(Long.toUnsignedString(bits)).doubleValue();
      assertEquals(expected, ElementCodec.readDouble(ElementType.U64, bytes, 0));
    }
  }

  @Test
  void doublesBecomeUnsignedLongs() {
    ByteBuffer bytes = buffer();
    for (double value : new double[] {0, 1, 0x1p62, 0x1p63, 0x1.8p63, 0x1.fffffffffffffp63}) {
      ElementCodec.write(ElementType.U64, bytes, 0, value);
      assertEquals(value, ElementCodec.readDouble(ElementType.U64, bytes, 0));
    }
  }

  @Test
  void numbersAreTruncatedToIntegers() {
    ByteBuffer bytes = buffer();
    ElementCodec.write(ElementType.S8, bytes, 0, -2.9);
    ElementCodec.write(ElementType.U8, bytes, 1, 2.9);
    assertEquals(-2, ElementCodec.readLong(ElementType.S8, bytes, 0));
    assertEquals(2, ElementCodec.readLong(ElementType.U8, bytes, 1));
  }

  @Test
  void complexNumbersTakeTheRealPart() {
    ByteBuffer bytes = buffer();
    ElementCodec.write(ElementType.C64, bytes, 1, 1.5);
    ElementCodec.write(ElementType.C128, bytes, 1, -2.5);
    assertEquals(-2.5, ElementCodec.readDouble(ElementType.C128, bytes, 1));
    assertEquals(-2.5, bytes.getDouble(16));
    assertEquals(0, bytes.getDouble(24));
  }

  @Test
  void everyFloatTypeHoldsSmallPowersOfTwo() {
    ByteBuffer bytes = buffer();
    for (ElementType type : ElementType.values()) {
      if (type.isFloat()) {
        ElementCodec.write(type, bytes, 1, 1);
        assertEquals(1, ElementCodec.readDouble(type, bytes, 1), type::text);
        ElementCodec.write(type, bytes, 1, 4);
        assertEquals(4, ElementCodec.readDouble(type, bytes, 1), type::text);
      }
    }
  }

  @Test
  void predicatesAreZeroOrOne() {
    ByteBuffer bytes = buffer();
    ElementCodec.write(ElementType.PRED, bytes, 0, 0.5);
    ElementCodec.write(ElementType.PRED, bytes, 1, -0.0);
    ElementCodec.write(ElementType.PRED, bytes, 2, Double.NaN);
    assertEquals(1, bytes.get(0));
    assertEquals(0, bytes.get(1));
    assertEquals(1, bytes.get(2));
  }
}
