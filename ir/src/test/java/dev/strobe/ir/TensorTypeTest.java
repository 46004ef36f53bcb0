package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
