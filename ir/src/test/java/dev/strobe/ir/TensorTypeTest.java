package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class TensorTypeTest {
  @Test
  void spellsItselfAsStableHloDoes() {
    assertEquals("tensor<2x0x3xbf16>", TensorType.of(ElementType.BF16, 2, 0, 3).text());
    assertEquals("tensor<complex<f64>>", TensorType.of(ElementType.C128).text());
  }

  @Test
  void countsElementsAndBytes() {
    TensorType type = TensorType.of(ElementType.C64, 2, 3);
    assertEquals(6, type.elementCount());
    assertEquals(48, type.byteSize());
    assertEquals(5, TensorType.of(ElementType.S4, 5).byteSize());
    assertEquals(1, TensorType.of(ElementType.F32).elementCount());
  }

  @Test
  void refusesNegativeSizesAndOverflow() {
    var negative =
        assertThrows(InvalidOpException.class, () -> TensorType.of(ElementType.F32, 2, -1));
    assertEquals("tensor requires dimensions >= 0, got [2, -1]", negative.getMessage());
    assertThrows(
        InvalidOpException.class, () -> TensorType.of(ElementType.F32, 1L << 31, 1L << 31));
    assertEquals(1L << 62, TensorType.of(ElementType.S8, 1L << 31, 1L << 31).byteSize());
  }

  @Test
  void sizesThatAreNotKnownAreQuestionMarks() {
    TensorType type = TensorType.of(ElementType.F32, TensorType.DYNAMIC, 3);
    assertEquals("tensor<?x3xf32>", type.text());
    assertFalse(type.isStatic());
    assertTrue(TensorType.of(ElementType.F32, 0, 3).isStatic());
    for (Executable count : List.<Executable>of(type::elementCount, type::byteSize)) {
      var e = assertThrows(InvalidOpException.class, count);
      assertEquals(
          "number of elements requires static dimensions, got tensor<?x3xf32>", e.getMessage());
    }
  }

  @Test
  void typesFitIfTheirSizesCouldBeEqual() {
    TensorType type = TensorType.of(ElementType.F32, TensorType.DYNAMIC, 3);
    TensorType other = TensorType.of(ElementType.F32, 2, TensorType.DYNAMIC);
    assertTrue(type.fits(other));
    assertEquals("tensor<2x3xf32>", type.refinedBy(other).text());
    assertEquals("tensor<?x?xf32>", type.joinedWith(other).text());
    assertFalse(type.fits(TensorType.of(ElementType.F32, 2, 4)));
    assertFalse(type.fits(TensorType.of(ElementType.F32, 2)));
    assertFalse(type.fits(TensorType.of(ElementType.S32, 2, 3)));
    assertFalse(Type.allFit(List.of(type), List.of()));
  }

  private static TensorType bounded(ImmutableLongArray dims, long... bounds) {
    return new TensorType(ElementType.F32, dims, ImmutableLongArray.copyOf(bounds));
  }

  @Test
  void boundsLimitWhatSizesMayTurnOutToBe() {
    ImmutableLongArray any = ImmutableLongArray.of(TensorType.DYNAMIC, TensorType.DYNAMIC);
    TensorType type = bounded(any, 4, TensorType.DYNAMIC);
    assertEquals("tensor<?x?xf32, #stablehlo.bounds<4, ?>>", type.text());
    assertTrue(type.fits(TensorType.of(ElementType.F32, 4, 9)));
    assertFalse(type.fits(TensorType.of(ElementType.F32, 5, 9)));
    assertFalse(TensorType.of(ElementType.F32, 5, 9).fits(type));
    assertTrue(type.fits(bounded(any, 2, 2)));
    assertTrue(type.admits(0, 4));
    assertFalse(type.admits(0, 5));
    assertTrue(type.admits(1, 5));
    assertEquals(type, type.withElement(ElementType.S32).withElement(ElementType.F32));
    assertEquals(TensorType.of(ElementType.F32, any.toArray()), bounded(any, any.toArray()));
  }

  @Test
  void boundsOfTwoTypesAreTheSmallerOrTheLarger() {
    ImmutableLongArray any = ImmutableLongArray.of(TensorType.DYNAMIC, TensorType.DYNAMIC);
    TensorType type = bounded(any, 4, 5);
    TensorType other = bounded(ImmutableLongArray.of(TensorType.DYNAMIC, 2), 3, TensorType.DYNAMIC);
    assertEquals("tensor<?x2xf32, #stablehlo.bounds<3, ?>>", type.refinedBy(other).text());
    assertEquals("tensor<?x?xf32, #stablehlo.bounds<4, 5>>", other.joinedWith(type).text());
    TensorType unbounded = TensorType.of(ElementType.F32, TensorType.DYNAMIC, 2);
    assertEquals("tensor<?x?xf32, #stablehlo.bounds<?, 5>>", unbounded.joinedWith(type).text());
  }

  @Test
  void refusesBoundsOfWhatIsKnown() {
    ImmutableLongArray dims = ImmutableLongArray.of(TensorType.DYNAMIC, 3);
    for (long[] bounds : new long[][] {{4}, {TensorType.DYNAMIC, 4}, {-1, TensorType.DYNAMIC}}) {
      assertThrows(InvalidOpException.class, () -> bounded(dims, bounds));
    }
  }

  @Test
  void anEmptyAxisMakesAnySizesEmptyInAnyOrder() {
    assertEquals(0, TensorType.of(ElementType.F32, 1L << 40, 1L << 40, 0).elementCount());
    assertEquals(0, TensorType.of(ElementType.F32, 0, 1L << 40, 1L << 40).byteSize());
  }

  @Test
  void everyElementTypeIsFoundByItsText() {
    for (ElementType type : ElementType.values()) {
      assertEquals(Optional.of(type), ElementType.ofText(type.text()));
    }
    assertEquals(Optional.empty(), ElementType.ofText("f128"));
  }

  @Test
  void promotionWidensWithinAKind() {
    assertTrue(ElementType.BF16.isPromotableTo(ElementType.F32));
    assertTrue(ElementType.U8.isPromotableTo(ElementType.S32));
    assertTrue(ElementType.S8.isPromotableTo(ElementType.U8));
    assertTrue(ElementType.C64.isPromotableTo(ElementType.C128));
    assertFalse(ElementType.F32.isPromotableTo(ElementType.BF16));
    assertFalse(ElementType.S8.isPromotableTo(ElementType.F32));
    assertFalse(ElementType.PRED.isPromotableTo(ElementType.S8));
    assertFalse(ElementType.F32.isPromotableTo(ElementType.C64));
  }
}
