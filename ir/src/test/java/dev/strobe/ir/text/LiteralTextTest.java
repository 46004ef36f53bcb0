package dev.strobe.ir.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.SmallFloat;
import dev.strobe.ir.TensorType;
import java.math.BigDecimal;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class LiteralTextTest {
  /// MLIR's grammar of float literals and of hexadecimal ones.
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+\\.[0-9]*([eE][-+]?[0-9]+)?");

  private static final Pattern HEX = Pattern.compile("0x[0-9A-F]+");

  private static String scalar(ElementType type, long bits) {
    byte[] bytes = new byte[type.hostBytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bits >>> (8 * i));
    }
    String text = LiteralText.of(Literal.ofBytes(TensorType.of(type), bytes));
    return text.substring("dense<".length(), text.length() - 1);
  }

  /// The bits that MLIR makes of a number: a decimal goes through the nearest double.
  private static long read(ElementType type, String text) {
    if (HEX.matcher(text).matches()) {
      return Long.parseUnsignedLong(text.substring(2), 16);
    }
    assertTrue(DECIMAL.matcher(text).matches(), text);
    double value = new BigDecimal(text).doubleValue();
    double signed = text.startsWith("-") ? -Math.abs(value) : value;
    return switch (type) {
      case F64 -> Double.doubleToRawLongBits(signed);
      case F32 -> Integer.toUnsignedLong(Float.floatToRawIntBits((float) signed));
      default -> SmallFloat.of(type).encode(signed);
    };
  }

  @Test
  void keepsEveryCodeOfNarrowFloats() {
    for (ElementType type : ElementType.values()) {
      if (type.isFloat() && type.bits() <= 16) {
        for (int code = 0; code < 1 << type.bits(); code++) {
          assertEquals(code, read(type, scalar(type, code)), type::text);
        }
      }
    }
  }

  @Test
  void keepsBitsOfWideFloats() {
    long seed = 5;
    Random random = new Random(seed);
    long[] borders = {0, 1, 0x7F800000L, 0xFF800000L, 0x80000000L, 0x7F800001L, 0xFFFFFFFFL};
    for (long bits : borders) {
      assertEquals(bits, read(ElementType.F32, scalar(ElementType.F32, bits)));
    }
    for (int i = 0; i < 5_000; i++) {
      long bits = random.nextLong();
      assertEquals(bits, read(ElementType.F64, scalar(ElementType.F64, bits)), "seed " + seed);
      long narrow = bits & 0xFFFFFFFFL;
      assertEquals(narrow, read(ElementType.F32, scalar(ElementType.F32, narrow)), "seed " + seed);
    }
  }

  @Test
  void writesFloatsAsDecimalsWherePossible() {
    assertEquals("1.0", scalar(ElementType.F32, 0x3F800000L));
    assertEquals("-0.0", scalar(ElementType.F32, 0x80000000L));
    assertEquals("0xFF800000", scalar(ElementType.F32, 0xFF800000L));
    assertEquals("0x7E", scalar(ElementType.F8E5M2, 0x7E));
  }

  @Test
  void writesShortListsNestedAndLongOnesAsBytes() {
    TensorType matrix = TensorType.of(ElementType.S32, 2, 2);
    assertEquals("dense<[[1, -2], [3, 4]]>", LiteralText.of(Literal.ofS32(matrix, 1, -2, 3, 4)));
    long[] counting = new long[33];
    for (int i = 0; i < counting.length; i++) {
      counting[i] = i;
    }
    String bytes = LiteralText.of(Literal.ofLongs(TensorType.of(ElementType.U16, 33), counting));
    assertTrue(bytes.startsWith("dense<\"0x000001000200"), bytes);
    assertEquals("dense<\"0x".length() + 33 * 4 + "\">".length(), bytes.length());
  }

  @Test
  void listsPredicatesHoweverMany() {
    boolean[] values = new boolean[100];
    values[3] = true;
    String text = LiteralText.of(Literal.ofPred(TensorType.of(ElementType.PRED, 100), values));
    assertTrue(text.startsWith("dense<[false, false, false, true, false,"), text);
  }

  @Test
  void writesUnsignedIntegersWithoutSign() {
    assertEquals("18446744073709551615", scalar(ElementType.U64, -1));
    assertEquals("15", scalar(ElementType.U4, 15));
    assertEquals("-1", scalar(ElementType.S4, 15));
  }

  @Test
  void writesNothingForEmptyTensors() {
    assertEquals("dense<>", LiteralText.of(Literal.splat(TensorType.of(ElementType.F32, 0), 1)));
  }
}
