package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

final class LiteralTest {
  private static final TensorType PAIR = TensorType.of(ElementType.F32, 2);

  @Test
  void comparesBitsAndTypes() {
    assertEquals(Literal.ofF32(PAIR, 1, 2), Literal.ofF32(PAIR, 1, 2));
    assertEquals(Literal.ofF32(PAIR, 1, 2).hashCode(), Literal.ofF32(PAIR, 1, 2).hashCode());
    assertNotEquals(Literal.ofF32(PAIR, 0f, 1), Literal.ofF32(PAIR, -0f, 1));
    assertEquals(Literal.ofF32(PAIR, Float.NaN, 1), Literal.ofF32(PAIR, Float.NaN, 1));
    TensorType column = TensorType.of(ElementType.F32, 2, 1);
    assertNotEquals(Literal.ofF32(PAIR, 1, 2), Literal.ofF32(column, 1, 2));
  }

  @Test
  void ownsItsBytes() {
    byte[] bytes = new byte[8];
    Literal literal = Literal.ofBytes(PAIR, bytes);
    bytes[3] = 0x40;
    assertArrayEquals(new float[] {0, 0}, literal.toF32());
    assertThrows(ReadOnlyBufferException.class, () -> literal.bytes().put(0, (byte) 1));
    assertTrue(literal.segment().isReadOnly());
  }

  @Test
  void readsWhatItWasMadeFrom() {
    assertArrayEquals(new float[] {1.5f, -2}, Literal.ofF32(PAIR, 1.5f, -2).toF32());
    TensorType ints = TensorType.of(ElementType.S32, 3);
    assertArrayEquals(new int[] {1, -1, 7}, Literal.ofS32(ints, 1, -1, 7).toS32());
    assertEquals(-1, Literal.ofS32(ints, 1, -1, 7).longAt(1));
    assertEquals(-1.0, Literal.ofS32(ints, 1, -1, 7).doubleAt(1));
    TensorType longs = TensorType.of(ElementType.S64, 2);
    assertEquals((1L << 53) + 1, Literal.ofLongs(longs, 0, (1L << 53) + 1).longAt(1));
    TensorType predicates = TensorType.of(ElementType.PRED, 2);
    assertEquals(1, Literal.ofPred(predicates, false, true).longAt(1));
  }

  @Test
  void findsSplats() {
    assertTrue(Literal.splat(TensorType.of(ElementType.BF16, 3, 2), 0.5).isSplat());
    assertTrue(Literal.scalar(ElementType.F64, 1).isSplat());
    assertFalse(Literal.ofF32(PAIR, 0f, -0f).isSplat());
    assertFalse(Literal.splat(TensorType.of(ElementType.F32, 0), 1).isSplat());
    // Equal bytes one place apart, but not one element apart.
    TensorType shorts = TensorType.of(ElementType.S16, 2);
    assertFalse(Literal.ofLongs(shorts, 0x0001, 0x0100).isSplat());
  }

  @Test
  void splatsRoundToTheElementType() {
    Literal literal = Literal.splat(TensorType.of(ElementType.BF16, 2), 1.001);
    assertEquals(1.0, literal.doubleAt(1));
  }

  @Test
  void dropsBitsThatNarrowElementsDoNotHave() {
    TensorType nibbles = TensorType.of(ElementType.S4, 2);
    Literal wide = Literal.ofBytes(nibbles, new byte[] {-1, 0x23});
    assertEquals(Literal.ofLongs(nibbles, -1, 3), wide);
    TensorType predicates = TensorType.of(ElementType.PRED, 2);
    assertEquals(
        Literal.ofPred(predicates, true, false), Literal.ofBytes(predicates, new byte[] {2, 0}));
  }

  @Test
  void refusesOtherCountsAndTypes() {
    assertRefused(() -> Literal.ofF32(PAIR, 1), "constant requires 2 elements, got 1");
    assertRefused(
        () -> Literal.ofBytes(PAIR, new byte[7]),
        "constant requires 8 bytes for tensor<2xf32>, got 7");
    assertRefused(
        () -> Literal.ofS32(PAIR, 1, 2), "constant requires element type i32, got tensor<2xf32>");
    assertRefused(
        () -> Literal.ofLongs(PAIR, 1, 2),
        "constant requires an integer element type, got tensor<2xf32>");
  }

  @Test
  void oneNumberInEveryPlaceTakesNoMorePlaceThanOne() {
    TensorType large = TensorType.of(ElementType.F32, 1L << 20, 1L << 20);
    Literal literal = Literal.splat(large, 0.5);
    assertEquals(0.5, literal.doubleAt((1L << 40) - 1));
    assertEquals(0.5f, literal.element(7).getFloat());
    var e = assertThrows(InvalidOpException.class, literal::bytes);
    assertTrue(e.toString().contains("constant requires at most"), e.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> literal.doubleAt(1L << 40));
  }

  @Test
  void aSplatEqualsTheSameElementsGivenOneByOne() {
    Literal listed = Literal.ofF32(PAIR, 3, 3);
    assertEquals(Literal.splat(PAIR, 3), listed);
    assertEquals(Literal.splat(PAIR, 3).hashCode(), listed.hashCode());
    assertArrayEquals(new float[] {3, 3}, Literal.splat(PAIR, 3).toF32());
    assertNotEquals(Literal.splat(PAIR, 3), Literal.splat(TensorType.of(ElementType.F32, 3), 3));
  }

  private static void assertRefused(Runnable attempt, String message) {
    assertEquals(message, assertThrows(InvalidOpException.class, attempt::run).getMessage());
  }
}
